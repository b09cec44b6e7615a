package org.enforcedtls.tls;

import java.util.Set;

/**
 * The place of a cipher suite on the strength ladder, weakest first. The ladder is explained, and
 * every suite placed, in {@code docs/cipher-suites.md}.
 */
public enum StrengthRung {
  /**
   * Never admitted, whatever a row says: no encryption, broken or export-grade ciphers (RC4, RC2,
   * DES, 3DES), MD5, and suites in which a certificate is not what proves the host (anonymous, PSK,
   * SRP).
   */
  FORBIDDEN,
  /** Weaker than the floor without being broken: ciphers with 64-bit blocks, DSA keys. */
  BELOW_FLOOR,
  /** As strong as {@code AES128-SHA}: 128 bits, CBC, SHA-1, no forward secrecy. */
  FLOOR,
  /** Stronger than the floor, weaker than recommended: admitted and reported. */
  ABOVE_FLOOR,
  /** At least {@code AES256-SHA256}: 256 bits with SHA-256 or better, or with an AEAD mode. */
  RECOMMENDED,
  /**
   * Forward secrecy with a full AEAD mode (RFC 9325 §4.2): stronger than {@code AES256-SHA256} with
   * 128 bits too, as what was recorded stays safe when the key of the host leaks.
   */
  MODERN;

  private static final Set<String> BROKEN_CIPHERS = Set.of("NULL", "RC4", "RC2", "DES", "3DES");
  private static final Set<String> WITHOUT_CERTIFICATE = Set.of("ANON", "PSK", "SRP");
  private static final Set<String> SMALL_BLOCKS = Set.of("IDEA");
  private static final Set<String> FORWARD_SECRET = Set.of("ECDHE", "DHE");
  private static final int RECOMMENDED_BITS = 256;

  static StrengthRung of(CipherSuite suite) {
    if (isForbidden(suite)) {
      return FORBIDDEN;
    }
    if (SMALL_BLOCKS.contains(suite.cipher()) || suite.authentication().equals("DSS")) {
      return BELOW_FLOOR;
    }
    boolean isForwardSecret = FORWARD_SECRET.contains(suite.keyExchange());
    // CCM8 cuts the tag to 64 bits, so it does not count as a full AEAD mode.
    boolean isFullAead = suite.mac().equals("AEAD") && !suite.mode().equals("CCM8");
    if (isForwardSecret && isFullAead) {
      return MODERN;
    }
    boolean hasSha1 = suite.mac().equals("SHA1");
    if (suite.bits() >= RECOMMENDED_BITS && !hasSha1 && !suite.mode().equals("CCM8")) {
      return RECOMMENDED;
    }
    boolean isFloor = !isForwardSecret && hasSha1 && suite.bits() < RECOMMENDED_BITS;
    return isFloor ? FLOOR : ABOVE_FLOOR;
  }

  private static boolean isForbidden(CipherSuite suite) {
    return BROKEN_CIPHERS.contains(suite.cipher())
        || WITHOUT_CERTIFICATE.contains(suite.authentication())
        || suite.keyExchange().contains("PSK")
        || suite.keyExchange().contains("SRP")
        || suite.keyExchange().contains("EXPORT")
        || suite.mac().equals("MD5");
  }

  /**
   * Whether a policy may admit suites of this rung.
   *
   * @return true from the floor on
   */
  public boolean isAdmissible() {
    return compareTo(FLOOR) >= 0;
  }

  /**
   * Whether suites of this rung are reported as weaker than recommended.
   *
   * @return true below {@link #RECOMMENDED}
   */
  public boolean isBelowRecommended() {
    return compareTo(RECOMMENDED) < 0;
  }
}
