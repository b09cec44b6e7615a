package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is found in one file. For one thread. */
final class LintFindings {
  private final String fileName;
  private final List<LintFinding> all = new ArrayList<>();

  LintFindings(String fileName) {
    this.fileName = fileName;
  }

  void error(Place place, LintRule rule, String text) {
    add(place, rule, LintSeverity.ERROR, text);
  }

  void warning(Place place, LintRule rule, String text) {
    add(place, rule, LintSeverity.WARNING, text);
  }

  void hint(Place place, LintRule rule, String text) {
    add(place, rule, LintSeverity.HINT, text);
  }

  private void add(Place place, LintRule rule, LintSeverity severity, String text) {
    all.add(new LintFinding(fileName, place.line(), rule, severity, text));
  }

  List<LintFinding> inOrder() {
    return all.stream().sorted(Comparator.comparingInt(LintFinding::line)).toList();
  }
}
