package org.enforcedtls.testkit.mx;

/** Whether the MX host asks the client for a certificate. Immutable. */
public enum ClientCertificateDemand {
  /** It does not ask. */
  NOT_REQUESTED,
  /** It asks, and goes on without one. */
  REQUESTED,
  /** It asks, and ends the handshake if there is none. */
  REQUIRED
}
