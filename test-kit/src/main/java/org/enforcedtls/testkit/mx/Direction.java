package org.enforcedtls.testkit.mx;

/** Which way octets went. Immutable. */
public enum Direction {
  /** From the client to the MX host. */
  RECEIVED,
  /** From the MX host to the client. */
  SENT
}
