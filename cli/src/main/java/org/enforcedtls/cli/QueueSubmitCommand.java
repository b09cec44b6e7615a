package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls queue submit}: one message into the queue. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Puts one message into the queue; it is on the disk when the command ends.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is in the queue, under the id that is printed",
      "64:usage; nothing was queued",
      "78:the message or the queue is not usable; nothing was queued"
    })
final class QueueSubmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @Mixin private EnvelopeOptions envelope;

  @Option(
      names = "--lifetime",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How long it is tried (12h, P2D); 5 days unless given, 7 at most.")
  private @Nullable Duration lifetime;

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description = "Idempotency key: a second message with the same is the first.")
  private @Nullable String key;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The message; standard input unless given.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init")
  QueueSubmitCommand() {}

  @Override
  public Integer call() {
    Envelope to = envelope.envelope();
    try (DeliveryQueue queue = parent.open();
        MessageInput message = MessageInput.of(file, spec.commandLine().getErr())) {
      print(queue.enqueue(submission(to, message.file())));
      return ExitCode.ACCEPTED;
    } catch (IOException e) {
      throw new ConfigurationException("nothing was queued: " + e.getMessage(), e);
    }
  }

  private QueueSubmission submission(Envelope to, Path message) {
    try {
      QueueSubmission.Builder submission = QueueSubmission.builder(to, MailContent.ofFile(message));
      if (lifetime != null) {
        submission.lifetime(lifetime);
      }
      if (key != null) {
        submission.idempotencyKey(key);
      }
      return submission.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(QueueId id) {
    PrintWriter out = spec.commandLine().getOut();
    if (parent.options().wantsJson()) {
      out.print(new JsonFields().value("id", id.text()).text());
    } else {
      out.println(id);
    }
    out.flush();
  }
}
