package org.enforcedtls.testkit.mx;

/** How octets travelled. Immutable. */
public enum Protection {
  /** Outside TLS, for anybody on the way to read and change. */
  CLEAR,
  /** Inside TLS. */
  TLS
}
