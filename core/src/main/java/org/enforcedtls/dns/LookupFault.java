package org.enforcedtls.dns;

/** Why a look-up failed. None of these says anything about what is in the DNS. */
public enum LookupFault {
  /** The resolver could not find out (SERVFAIL): servers of the zone are broken or unreachable. */
  SERVER_FAILURE,
  /**
   * What came, or what should prove it, has no valid signature: it is forged, or the zone is
   * broken. It says nothing, and least of all that something is absent.
   */
  BOGUS,
  /** The resolver does not look this up for us: REFUSED, NOTIMP, or a referral to other servers. */
  REFUSED,
  /** No answer came in time. */
  TIMED_OUT,
  /** The resolver cannot be reached: the network said so at once. */
  UNREACHABLE,
  /** A CNAME leads back to a name before it, or the chain has more than 16 links. */
  CNAME_LOOP,
  /** An answer came, and it cannot be read or contradicts itself. */
  MALFORMED,
  /** The thread that waited was interrupted; its interrupt flag is set again. */
  INTERRUPTED
}
