package org.enforcedtls.policy;

import org.enforcedtls.internal.digest.Sha256;

/** A short name for a set of demands that is the same if, and only if, the demands are. */
final class Fingerprint {
  private static final int DIGITS = 32;

  private Fingerprint() {}

  static String of(String... demands) {
    String joined = String.join("\0", demands);
    return Sha256.hexOf(joined).substring(0, DIGITS);
  }
}
