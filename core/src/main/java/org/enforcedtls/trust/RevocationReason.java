package org.enforcedtls.trust;

import java.util.List;

/** The names of the reasons for a revocation (RFC 5280 §5.3.1), by their numbers. */
final class RevocationReason {
  private static final List<String> NAMES =
      List.of(
          "unspecified",
          "keyCompromise",
          "cACompromise",
          "affiliationChanged",
          "superseded",
          "cessationOfOperation",
          "certificateHold",
          "reason 7",
          "removeFromCRL",
          "privilegeWithdrawn",
          "aACompromise");

  private RevocationReason() {}

  static String name(int number) {
    return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "reason " + number;
  }
}
