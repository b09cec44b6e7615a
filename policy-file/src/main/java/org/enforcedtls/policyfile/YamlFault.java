package org.enforcedtls.policyfile;

import java.util.Optional;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Says in one line what the YAML parser found fault with. */
final class YamlFault {
  private YamlFault() {}

  static String textOf(MarkedYamlEngineException fault) {
    if (stopsAtTab(fault.getProblemMark())) {
      return "expected spaces, found a tab";
    }
    String problem = String.valueOf(fault.getProblem());
    String context = fault.getContext();
    String where = context == null || context.isEmpty() ? "" : context + ": ";
    return "not YAML: " + oneLine(where + problem);
  }

  /** The few faults for which the parser names no place. */
  static String textOf(YamlEngineException fault) {
    if (fault instanceof YamlVersionException other) {
      SpecVersion version = other.getSpecVersion();
      return "expected YAML 1.2, found YAML " + version.getMajor() + "." + version.getMinor();
    }
    return "not YAML: " + oneLine(String.valueOf(fault.getMessage()));
  }

  private static boolean stopsAtTab(Optional<Mark> mark) {
    return mark.filter(m -> m.getPointer() < m.getBuffer().length)
        .filter(m -> m.getBuffer()[m.getPointer()] == '\t')
        .isPresent();
  }

  /** The parser's own words quote the file. */
  private static String oneLine(String text) {
    String quoted = FoundText.quoted(text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
