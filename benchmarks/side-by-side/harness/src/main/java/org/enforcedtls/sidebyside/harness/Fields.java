package org.enforcedtls.sidebyside.harness;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Named numbers: one line of what sink and peers print, a flat JSON object. Immutable.
 *
 * @param values by name, in the order printed
 */
record Fields(Map<String, Double> values) {
  private static final String MEMBER = "\"(\\w+)\":(-?\\d+(?:\\.\\d+)?)";
  private static final Pattern MEMBERS = Pattern.compile(MEMBER);
  private static final Pattern OBJECT = Pattern.compile("\\{" + MEMBER + "(?:," + MEMBER + ")*\\}");

  Fields {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Fields parse(String line) {
    if (!OBJECT.matcher(line).matches()) {
      throw new IllegalArgumentException("expected {\"name\":number,…}, found " + line);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (MatchResult member : MEMBERS.matcher(line).results().toList()) {
      values.put(member.group(1), Double.valueOf(member.group(2)));
    }
    return new Fields(values);
  }

  double number(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("expected " + name + " among " + values.keySet());
    }
    return value;
  }

  int integer(String name) {
    return (int) number(name);
  }

  Fields with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Fields(more);
  }

  /** Without one that would mean nothing. */
  Fields without(String name) {
    Map<String, Double> fewer = new LinkedHashMap<>(values);
    fewer.remove(name);
    return new Fields(fewer);
  }

  /** What was counted since, each with a prefix to its name. */
  Fields since(Fields before, String prefix) {
    Map<String, Double> differences = new LinkedHashMap<>();
    values.forEach((name, value) -> differences.put(prefix + name, value - before.number(name)));
    return new Fields(differences);
  }

  Fields and(Fields others) {
    Map<String, Double> all = new LinkedHashMap<>(values);
    all.putAll(others.values);
    return new Fields(all);
  }

  /** The members of a JSON object, without braces. */
  String members() {
    return values.entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":" + text(e.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.6f", value);
  }
}
