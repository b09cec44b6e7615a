package org.enforcedtls.cli;

import java.io.IOException;
import java.util.Optional;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.TlsWish;
import picocli.CommandLine.Option;

/** The options of an envelope that say what the sender wishes of TLS (RFC 8689). */
final class TlsWishOptions {
  @Option(
      names = "--requiretls",
      description =
          "Send only to MX hosts that promise to demand verified TLS of the next one (REQUIRETLS), and"
              + " whose name DNSSEC, MTA-STS or a partner row authenticates; fail if there is none.")
  private boolean requireTls;

  @Option(
      names = "--tls-required-no",
      description =
          "Let neither MTA-STS nor DANE keep the message from leaving, as the header field"
              + " \"TLS-Required: No\" does, which is obeyed without this option. Partner rows and the"
              + " default policy hold as always.")
  private boolean tlsRequiredNo;

  TlsWishOptions() {}

  /** Throws IllegalArgumentException if the options contradict each other. */
  void check() {
    if (requireTls && tlsRequiredNo) {
      throw new IllegalArgumentException("expected --requiretls or --tls-required-no, found both");
    }
  }

  /** The envelope for a message, whose header section may have a say. */
  Envelope envelope(Envelope.Builder envelope, MailContent content) throws IOException {
    wish(content).ifPresent(envelope::tlsWish);
    return envelope.build();
  }

  /** RFC 8689 §4.1: where REQUIRETLS is asked for, the header field plays no part. */
  private Optional<TlsWish> wish(MailContent content) throws IOException {
    if (requireTls) {
      return Optional.of(TlsWish.REQUIRETLS);
    }
    return tlsRequiredNo ? Optional.of(TlsWish.TLS_REQUIRED_NO) : TlsWish.inHeaderOf(content);
  }
}
