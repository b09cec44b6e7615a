package org.enforcedtls.monitor;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.enforcedtls.address.Domain;

/**
 * What was seen of a domain, as facts with names: {@code mx}, {@code certificate mx.fi.example
 * [192.0.2.1]}. Names and facts are one line each. Immutable.
 *
 * @param domain the recipient domain
 * @param at when it was looked at
 * @param facts by their names
 */
public record PartnerState(Domain domain, Instant at, SortedMap<String, String> facts) {
  /**
   * A fact that is not what it was.
   *
   * @param name of the fact
   * @param before empty if it is new
   * @param now empty if it is gone
   */
  public record Difference(String name, Optional<String> before, Optional<String> now) {
    /**
     * Checks for null.
     *
     * @param name of the fact
     * @param before what it was
     * @param now what it is
     */
    public Difference {
      requireNonNull(name, "name");
      requireNonNull(before, "before");
      requireNonNull(now, "now");
    }

    /** In one line. */
    @Override
    public String toString() {
      return name + ": " + before.orElse("(none)") + " -> " + now.orElse("(none)");
    }
  }

  /**
   * Checks and copies.
   *
   * @param domain the recipient domain
   * @param at when it was looked at
   * @param facts by their names
   * @throws IllegalArgumentException if a name holds a colon, or a name or a fact a line end
   */
  public PartnerState {
    requireNonNull(domain, "domain");
    requireNonNull(at, "at");
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    facts.forEach(PartnerState::requireLine);
  }

  private static void requireLine(String name, String fact) {
    if (name.isBlank() || name.contains(": ") || (name + fact).lines().count() != 1) {
      throw new IllegalArgumentException(
          "expected a name without colon and a fact, each in one line, found " + name);
    }
  }

  /**
   * What has changed since an earlier look.
   *
   * @param earlier the state then
   * @return in the order of the names; none if nothing has
   */
  public List<Difference> since(PartnerState earlier) {
    SortedSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(earlier.facts.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      Optional<String> before = Optional.ofNullable(earlier.facts.get(name));
      Optional<String> now = Optional.ofNullable(facts.get(name));
      if (!before.equals(now)) {
        differences.add(new Difference(name, before, now));
      }
    }
    return differences;
  }
}
