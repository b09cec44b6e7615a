package org.enforcedtls.testkit.ca;

/** Whether a reader who does not know an extension has to refuse the certificate. Immutable. */
public enum Criticality {
  /** A reader who does not know the extension refuses the certificate (RFC 5280 §4.2). */
  CRITICAL,
  /** A reader who does not know the extension passes over it. */
  NOT_CRITICAL
}
