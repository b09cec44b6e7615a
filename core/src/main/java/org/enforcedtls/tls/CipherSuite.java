package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.internal.text.ForeignText;

/**
 * A cipher suite, known by its IANA name and its OpenSSL name. Two are equal if their code point
 * is. Immutable.
 */
public final class CipherSuite {
  private final int codePoint;
  private final String ianaName;
  private final String opensslName;
  private final Parts parts;
  private final StrengthRung rung;

  record Parts(
      String keyExchange,
      String authentication,
      String cipher,
      int bits,
      String mode,
      String mac) {}

  CipherSuite(int codePoint, String ianaName, String opensslName, Parts parts) {
    this.codePoint = codePoint;
    this.ianaName = ianaName;
    this.opensslName = opensslName;
    this.parts = parts;
    this.rung = StrengthRung.of(this);
  }

  /**
   * Every suite that is known.
   *
   * @return in the order of their code points
   */
  public static List<CipherSuite> all() {
    return CipherSuiteTable.ALL;
  }

  /**
   * Finds a suite by either name.
   *
   * @param name such as {@code AES128-SHA} or {@code TLS_RSA_WITH_AES_128_CBC_SHA}, in any case;
   *     the old prefix {@code SSL_} counts as {@code TLS_}
   * @return the suite; empty if there is no such
   */
  public static Optional<CipherSuite> find(String name) {
    return CipherSuiteTable.find(requireNonNull(name, "name"));
  }

  /**
   * Finds a suite by either name.
   *
   * @param name as for {@link #find}
   * @return the suite
   * @throws IllegalArgumentException if there is no such; the message names similar ones, and says
   *     so if the name is an OpenSSL cipher string
   */
  public static CipherSuite of(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    String quoted = "cipher suite " + ForeignText.quoted(name);
    if (CipherSuiteTable.isOpensslString(name)) {
      return quoted
          + ": expected the name of one suite, found an OpenSSL cipher string; list the suites,"
          + " such as [ECDHE-RSA-AES256-GCM-SHA384, AES128-SHA]";
    }
    return quoted + ": no suite has that name; similar: " + CipherSuiteTable.similarTo(name);
  }

  /**
   * The number on the wire.
   *
   * @return 0 to 65535
   */
  public int codePoint() {
    return codePoint;
  }

  /**
   * The name in the IANA registry.
   *
   * @return such as {@code TLS_RSA_WITH_AES_128_CBC_SHA}
   */
  public String ianaName() {
    return ianaName;
  }

  /**
   * The name that OpenSSL gives it.
   *
   * @return such as {@code AES128-SHA}
   */
  public String opensslName() {
    return opensslName;
  }

  /**
   * Its place on the strength ladder.
   *
   * @return the rung
   */
  public StrengthRung rung() {
    return rung;
  }

  /**
   * Whether it is a suite of TLS 1.3. These are of no use in older versions, nor the others in TLS
   * 1.3.
   *
   * @return true if so
   */
  public boolean isOfTls13() {
    return parts.authentication().equals("CERT");
  }

  String keyExchange() {
    return parts.keyExchange();
  }

  String authentication() {
    return parts.authentication();
  }

  String cipher() {
    return parts.cipher();
  }

  int bits() {
    return parts.bits();
  }

  String mode() {
    return parts.mode();
  }

  String mac() {
    return parts.mac();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CipherSuite that && codePoint == that.codePoint;
  }

  @Override
  public int hashCode() {
    return codePoint;
  }

  /** The IANA name. */
  @Override
  public String toString() {
    return ianaName;
  }
}
