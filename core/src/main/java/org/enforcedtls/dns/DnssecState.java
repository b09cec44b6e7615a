package org.enforcedtls.dns;

/** What DNSSEC says about an answer (RFC 4035 §4.3). A bogus answer is a failed look-up instead. */
public enum DnssecState {
  /** Signed, and the signatures lead to a trust anchor: nobody on the way changed the answer. */
  SECURE,
  /** Proved to come from a zone without signatures: anybody on the way may have changed it. */
  INSECURE,
  /** Nobody looked: to be trusted no more than {@link #INSECURE}, and proof of nothing. */
  UNCHECKED;

  /** What can be said of two answers together; the constants are in order of strength. */
  DnssecState weaker(DnssecState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
