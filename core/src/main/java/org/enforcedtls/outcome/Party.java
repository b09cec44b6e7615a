package org.enforcedtls.outcome;

/** Whom to talk to about a failure. */
public enum Party {
  /** Ourselves: configuration, files, clock. */
  OURS,
  /** The recipient domain and those who run its MX hosts. */
  PARTNER,
  /** Whoever runs the DNS of the recipient domain, or our resolver. */
  DNS,
  /** The network between. */
  NETWORK,
  /** The sender of this message: its content or its addresses. */
  MESSAGE
}
