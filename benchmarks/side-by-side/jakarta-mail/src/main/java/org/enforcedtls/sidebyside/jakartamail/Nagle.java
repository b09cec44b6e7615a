package org.enforcedtls.sidebyside.jakartamail;

/** Whether the sockets keep small writes back until the ones before are acknowledged. */
enum Nagle {
  /** As Angus Mail leaves it. */
  ON,
  /** With TCP_NODELAY, by a socket factory. */
  OFF
}
