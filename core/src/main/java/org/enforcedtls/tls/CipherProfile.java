package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A named list of cipher suites that a policy admits, in order of preference. Immutable. */
public final class CipherProfile {
  private static final CipherProfile FINANSINSPEKTIONEN =
      new CipherProfile("finansinspektionen", admissible());

  private final String name;
  private final Set<CipherSuite> suites;

  private CipherProfile(String name, Set<CipherSuite> suites) {
    this.name = name;
    this.suites = suites;
  }

  /**
   * The regulator's list read as a ladder: every suite at least as strong as {@code AES128-SHA},
   * the strongest first. As of 2026-11-24; the table is in {@code docs/cipher-suites.md}.
   *
   * @return the profile
   */
  public static CipherProfile finansinspektionen() {
    return FINANSINSPEKTIONEN;
  }

  private static Set<CipherSuite> admissible() {
    Comparator<CipherSuite> strongestFirst =
        Comparator.comparing(CipherSuite::rung)
            .thenComparing(CipherProfile::keyExchangeRank)
            .thenComparing(CipherSuite::bits)
            .reversed()
            .thenComparing(CipherSuite::codePoint);
    return CipherSuite.all().stream()
        .filter(suite -> suite.rung().isAdmissible())
        .sorted(strongestFirst)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** TLS 1.3 before ECDHE, and DHE, whose group the host alone chooses, behind both. */
  private static int keyExchangeRank(CipherSuite suite) {
    if (suite.authentication().equals("CERT")) {
      return 2;
    }
    return suite.keyExchange().equals("ECDHE") ? 1 : 0;
  }

  /**
   * A profile of one's own.
   *
   * @param name for reports
   * @param suites at least one, in order of preference
   * @return the profile
   * @throws IllegalArgumentException if there is no suite, or one is below the floor of the ladder,
   *     which no profile can admit
   */
  public static CipherProfile of(String name, Collection<CipherSuite> suites) {
    requireNonNull(name, "name");
    if (suites.isEmpty()) {
      throw new IllegalArgumentException("profile " + name + ": expected at least one suite");
    }
    for (CipherSuite suite : suites) {
      if (!suite.rung().isAdmissible()) {
        throw new IllegalArgumentException(
            "profile "
                + name
                + ": "
                + suite
                + " ("
                + suite.opensslName()
                + ") is "
                + suite.rung()
                + ", no policy can admit it");
      }
    }
    return new CipherProfile(name, new LinkedHashSet<>(suites));
  }

  /**
   * The suites that both profiles admit.
   *
   * @param other the other profile
   * @return a profile in this one's order, possibly one that admits nothing
   */
  public CipherProfile join(CipherProfile other) {
    if (suites.equals(other.suites)) {
      return this;
    }
    Set<CipherSuite> both = new LinkedHashSet<>(suites);
    both.retainAll(other.suites);
    return new CipherProfile(name + " and " + other.name, both);
  }

  /**
   * The name.
   *
   * @return for reports
   */
  public String name() {
    return name;
  }

  /**
   * The suites.
   *
   * @return in order of preference
   */
  public List<CipherSuite> suites() {
    return List.copyOf(suites);
  }

  /**
   * Whether a suite may be used.
   *
   * @param suite any suite
   * @return true if it is in the list
   */
  public boolean admits(CipherSuite suite) {
    return suites.contains(suite);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
