package org.enforcedtls.testkit.ca;

/** What an OCSP responder says of a certificate (RFC 6960 §2.2). Immutable. */
public enum OcspStatus {
  /** It was not revoked. */
  GOOD,
  /** It was revoked, for a compromised key. */
  REVOKED,
  /** The responder does not know it. */
  UNKNOWN
}
