package org.enforcedtls.jakartamail;

import jakarta.mail.Provider;

/**
 * Registers the protocol {@code smtp-enforced}. It leaves the protocol {@code smtp} of other
 * sessions alone.
 */
public final class EnforcedTlsProvider extends Provider {
  /** The name of the protocol. */
  public static final String PROTOCOL = "smtp-enforced";

  /** Made by the service loader of Jakarta Mail. */
  public EnforcedTlsProvider() {
    super(
        Provider.Type.TRANSPORT,
        PROTOCOL,
        EnforcedTlsTransport.class.getName(),
        "enforced-tls",
        null);
  }
}
