package org.enforcedtls.dns;

/** What DNSSEC says about an answer (RFC 4035 §4.3). A bogus answer is a failed look-up instead. */
public enum DnssecState {
  /** Signed, and the signatures lead to a trust anchor: nobody on the way changed the answer. */
  SECURE,
  /** Proved to come from a zone without signatures: anybody on the way may have changed it. */
  INSECURE,
  /** No trust anchor is there for the name: proof of nothing, no more than {@link #INSECURE}. */
  INDETERMINATE,
  /** Nobody looked: to be trusted no more than {@link #INSECURE}, and proof of nothing. */
  UNCHECKED;

  /**
   * Whether the answer is proved.
   *
   * @return true only for {@link #SECURE}
   */
  public boolean isSecure() {
    return this == SECURE;
  }

  /**
   * What can be said of two answers together.
   *
   * @param other what is said of the other one
   * @return the weaker of the two
   */
  public DnssecState weaker(DnssecState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
