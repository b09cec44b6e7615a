package org.enforcedtls.testkit.dns;

/** How a zone of a signed {@link TestDns} is signed, or badly signed. Immutable. */
public enum ZoneSigning {
  /** As it should be, with NSEC records for what does not exist (RFC 4035 §2.3). */
  SIGNED,
  /** As it should be, with NSEC3 records for what does not exist (RFC 5155 §7.1). */
  SIGNED_WITH_NSEC3,
  /** With NSEC3 records of 500 iterations each: no validator does that much to prove an absence. */
  SIGNED_WITH_COSTLY_NSEC3,
  /** Without signatures, and the zone above proves that there are none: insecure. */
  UNSIGNED,
  /** The zone above says that it is signed, and each signature but that of its keys is wrong. */
  BROKEN_SIGNATURES,
  /** The zone above says that it is signed, and the signatures ended an hour ago. */
  EXPIRED_SIGNATURES,
  /** The zone above says that it is signed, and somebody takes the signatures out. */
  STRIPPED_SIGNATURES;

  /** Whether the zone above has a DS record for it. */
  boolean isDelegatedSecurely() {
    return this != UNSIGNED;
  }

  boolean isBogus() {
    return this == BROKEN_SIGNATURES || this == EXPIRED_SIGNATURES || this == STRIPPED_SIGNATURES;
  }

  /** Whether a validating resolver says that records out of the zone are authentic. */
  boolean isSecure() {
    return this == SIGNED || hasNsec3();
  }

  /** Whether it says so of a denial (RFC 9276 §3.2: not of one that costs too much). */
  boolean isSecureInDenial() {
    return isSecure() && iterations() == 0;
  }

  int iterations() {
    return this == SIGNED_WITH_COSTLY_NSEC3 ? 500 : 0;
  }

  boolean hasNsec3() {
    return this == SIGNED_WITH_NSEC3 || this == SIGNED_WITH_COSTLY_NSEC3;
  }
}
