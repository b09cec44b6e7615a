package org.enforcedtls.monitor;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.text.ForeignText;

/** A state as text that people can read: its domain, its time, and a line for each fact. */
final class StateText {
  private static final String SEPARATOR = ": ";
  private static final String DOMAIN = "domain";
  private static final String AT = "at";

  private StateText() {}

  static String write(PartnerState state) {
    StringBuilder text = new StringBuilder();
    text.append(DOMAIN).append(SEPARATOR).append(state.domain()).append('\n');
    text.append(AT).append(SEPARATOR).append(state.at()).append('\n');
    state
        .facts()
        .forEach((name, fact) -> text.append(name).append(SEPARATOR).append(fact).append('\n'));
    return text.toString();
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PartnerState read(String text) {
    List<String> lines = text.lines().toList();
    List<String> facts = new ArrayList<>(lines);
    if (lines.size() < 2) {
      throw expected("a domain and a time", text);
    }
    Domain domain = Domain.of(valueOf(facts.remove(0), DOMAIN));
    Instant at = instant(valueOf(facts.remove(0), AT));
    SortedMap<String, String> byName = new TreeMap<>();
    for (String line : facts) {
      int colon = line.indexOf(SEPARATOR);
      if (colon < 1) {
        throw expected("a name, a colon and a fact", line);
      }
      byName.put(line.substring(0, colon), line.substring(colon + SEPARATOR.length()));
    }
    return new PartnerState(domain, at, byName);
  }

  private static String valueOf(String line, String name) {
    if (!line.startsWith(name + SEPARATOR)) {
      throw expected(name, line);
    }
    return line.substring(name.length() + SEPARATOR.length());
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected an instant, found " + ForeignText.quoted(text), e);
    }
  }

  private static IllegalArgumentException expected(String what, String found) {
    return new IllegalArgumentException(
        "expected " + what + ", found " + ForeignText.quoted(found));
  }
}
