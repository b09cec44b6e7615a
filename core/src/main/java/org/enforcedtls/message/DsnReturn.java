package org.enforcedtls.message;

/** How much of the message a delivery status notification shall carry (RFC 3461 §4.3). */
public enum DsnReturn {
  /** The whole message. */
  FULL,
  /** Its header section only. */
  HDRS
}
