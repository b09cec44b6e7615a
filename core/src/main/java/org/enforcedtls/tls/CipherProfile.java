package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A named list of cipher suites that a policy admits, in order of preference. Immutable. */
public final class CipherProfile {
  private static final List<String> TLS_1_3 =
      List.of("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256");

  private static final List<String> ECDHE_AEAD =
      List.of(
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-CHACHA20-POLY1305",
          "ECDHE-RSA-CHACHA20-POLY1305",
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256");

  private static final CipherProfile FINANSINSPEKTIONEN =
      new CipherProfile("finansinspektionen", admissible());

  private static final CipherProfile MODERN = listed("modern", TLS_1_3.stream());
  private static final CipherProfile INTERMEDIATE =
      listed("intermediate", Stream.concat(TLS_1_3.stream(), ECDHE_AEAD.stream()));
  private static final CipherProfile POST_QUANTUM = listed("post-quantum", TLS_1_3.stream());

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

  private static CipherProfile listed(String name, Stream<String> suites) {
    return of(name, suites.map(CipherSuite::of).toList());
  }

  /**
   * The suites of TLS 1.3 with a full AEAD mode that every stack has. As of 2026-11-25.
   *
   * @return the profile
   */
  public static CipherProfile modern() {
    return MODERN;
  }

  /**
   * Those of {@link #modern()}, and those of TLS 1.2 with ECDHE and a full AEAD mode. As of
   * 2026-11-25.
   *
   * @return the profile
   */
  public static CipherProfile intermediate() {
    return INTERMEDIATE;
  }

  /**
   * The suites of {@link #modern()}: what protects against a quantum computer is the group of the
   * key exchange, which {@link ChannelRequirement#postQuantum()} demands. As of 2026-11-25.
   *
   * @return the profile
   */
  public static CipherProfile postQuantum() {
    return POST_QUANTUM;
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
