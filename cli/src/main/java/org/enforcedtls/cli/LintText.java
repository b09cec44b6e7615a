package org.enforcedtls.cli;

import java.util.List;
import org.enforcedtls.policyfile.LintFinding;

/** Findings of a lint, for a person and as JSON. */
final class LintText {
  private LintText() {}

  /** Two lines each: what was found where, as editors and CI servers read it, and what to do. */
  static String of(List<LintFinding> findings) {
    StringBuilder text = new StringBuilder();
    for (LintFinding finding : findings) {
      text.append(finding)
          .append(System.lineSeparator())
          .append("    do ")
          .append(finding.rule().remedy())
          .append(System.lineSeparator());
    }
    return text.append(summary(findings.size())).append(System.lineSeparator()).toString();
  }

  private static String summary(int count) {
    return switch (count) {
      case 0 -> "nothing found";
      case 1 -> "1 finding";
      default -> count + " findings";
    };
  }

  /** The fields are stable: none is renamed or removed, others may be added. */
  static String json(List<LintFinding> findings) {
    return new JsonFields().list("findings", findings.stream().map(LintText::json).toList()).text();
  }

  private static JsonFields json(LintFinding finding) {
    return new JsonFields()
        .value("file", finding.file())
        .value("line", finding.line())
        .value("rule", finding.rule().code())
        .value("severity", finding.severity().configName())
        .value("text", finding.text())
        .value("remedy", finding.rule().remedy());
  }
}
