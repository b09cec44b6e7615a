package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.DeliveryReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls send}: one message, now, without queue. */
@Command(
    name = "send",
    sortOptions = false,
    description = {
      "Delivers one message to the MX hosts of its recipients, and says for each recipient who took"
          + " it over what, or which check failed and whom to call."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every recipient was accepted",
      "64:the command line cannot be understood; nothing was sent",
      "69:a recipient failed for good, and none may be reached later",
      "75:a recipient may be reached later, or is in doubt: hold the message and try again",
      "78:a file or setting is not usable; nothing was sent"
    },
    footer = {
      "",
      "Examples:",
      "  enforced-tls send --from a@bank.example --to b@fi.example message.eml",
      "  enforced-tls send --json --policy partners.yaml --from '' --to b@fi.example < message.eml"
    })
final class SendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EnvelopeOptions envelope;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli looks at it.
  private HelpOptions help;

  @ParentCommand private EnforcedTls parent;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The message; standard input unless given.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init")
  SendCommand() {}

  @Override
  @SuppressWarnings("try") // Sessions are counted while that is open.
  public Integer call() {
    Envelope.Builder to = envelope.envelope();
    PrintWriter err = spec.commandLine().getErr();
    try (SessionCounting counting = parent.options().reports().countSessions(err);
        EnforcedTlsClient sender = parent.options().client();
        MessageInput message = MessageInput.of(file, err)) {
      MailContent content = MailContent.ofFile(message.file());
      return send(sender, envelope.envelope(to, content), content);
    } catch (IOException e) {
      throw new ConfigurationException("the message cannot be read: " + e.getMessage(), e);
    }
  }

  private int send(EnforcedTlsClient sender, Envelope to, MailContent content) {
    DeliveryReport report = sender.deliver(to, content);
    PrintWriter out = spec.commandLine().getOut();
    out.print(parent.options().wantsJson() ? JsonReport.of(report) : HumanReport.of(report));
    out.flush();
    return ExitCode.of(report);
  }
}
