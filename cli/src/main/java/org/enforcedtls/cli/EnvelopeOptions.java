package org.enforcedtls.cli;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which an envelope is made. */
final class EnvelopeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-f", "--from"},
      required = true,
      paramLabel = "MAILBOX",
      description = "Where reports go; '' is the null reverse path.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "MAILBOX",
      description =
          "A recipient; repeatable. No header field plays a part but \"TLS-Required: No\".")
  private List<String> to = List.of();

  @Mixin private DsnOptions dsn;

  @Mixin private TlsWishOptions tls;

  @SuppressWarnings("NullAway.Init")
  EnvelopeOptions() {}

  /** All but what a message itself may say. */
  Envelope.Builder envelope() {
    try {
      tls.check();
      return dsn.envelope(ReversePath.of(from), to.stream().map(Mailbox::of).toList());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The same for a message. */
  Envelope envelope(Envelope.Builder envelope, MailContent content) throws IOException {
    return tls.envelope(envelope, content);
  }
}
