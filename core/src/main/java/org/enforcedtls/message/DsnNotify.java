package org.enforcedtls.message;

/** When the sender wants a delivery status notification (RFC 3461 §4.1). */
public enum DsnNotify {
  /** Never; excludes the others. */
  NEVER,
  /** When the message was delivered. */
  SUCCESS,
  /** When it could not be delivered. */
  FAILURE,
  /** When delivery is late. */
  DELAY
}
