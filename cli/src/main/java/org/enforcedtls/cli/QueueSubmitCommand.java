package org.enforcedtls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.cli.sendmail.Author;
import org.enforcedtls.cli.sendmail.LocalMessage;
import org.enforcedtls.cli.sendmail.LoneDotInput;
import org.enforcedtls.cli.sendmail.UnusableMessageException;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueStoreException;
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

/** {@code enforced-tls queue submit}: messages into the queue, also as sendmail takes them. */
@Command(
    name = "submit",
    sortOptions = false,
    description = {
      "Puts messages into the queue; they are on the disk when the command ends.",
      "",
      "With --to, each FILE (standard input if there is none) is a message for these recipients, and"
          + " is taken as it is.",
      "",
      "Without --to, it does as sendmail does: arguments are recipients, the message comes from"
          + " standard input. Bcc, Resent-Bcc, Return-Path and Content-Length are taken out; From,"
          + " Date and Message-ID are added where they lack. With -t, recipients in the header come"
          + " to those of the command line; if it has Resent-To, -Cc or -Bcc, only those count."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is in the queue, under the id that is printed",
      "64:usage; nothing was queued",
      "65:the message cannot be understood; nothing was queued",
      "75:the queue cannot take it now: try again",
      "78:a file or setting is not usable"
    },
    footer = {
      "",
      "Examples:",
      "  enforced-tls queue --spool DIR submit --from a@bank.example --to b@fi.example *.eml",
      "  enforced-tls queue --spool DIR submit -t -i -f a@bank.example < message.eml",
      "  enforced-tls queue --spool DIR submit -i -f '' -- b@fi.example < message.eml"
    })
final class QueueSubmitCommand implements Callable<Integer> {
  /** So many messages share one commit. */
  private static final int BATCH = 50;

  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @Option(
      names = {"-f", "-r", "--from"},
      paramLabel = "MAILBOX",
      description =
          "Where reports go; '' or '<>' is the null reverse path. The user at this host (--ehlo)"
              + " unless given.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "MAILBOX", description = "A recipient; repeatable.")
  private List<String> to = List.of();

  @Mixin private DsnOptions dsn;

  @Mixin private TlsWishOptions tls;

  @Mixin private SendmailOptions sendmail;

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

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli looks at it.
  private HelpOptions help;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|MAILBOX",
      description = "With --to, messages; without, recipients.")
  private List<String> arguments = List.of();

  @SuppressWarnings("NullAway.Init")
  QueueSubmitCommand() {}

  @Override
  public Integer call() {
    try {
      sendmail.check();
      tls.check();
      return to.isEmpty() ? submitAsSendmail() : submitFiles();
    } catch (UnusableMessageException e) {
      return refused(e, ExitCode.MESSAGE);
    } catch (QueueStoreException e) {
      return refused(e, ExitCode.TRANSIENT);
    } catch (IOException e) {
      throw new ConfigurationException("nothing was queued: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int refused(IOException why, int exitCode) {
    spec.commandLine().getErr().println("enforced-tls: not queued: " + why.getMessage());
    return exitCode;
  }

  private int submitFiles() throws IOException {
    if (sendmail.takesHeader() || sendmail.name().isPresent()) {
      throw new IllegalArgumentException("expected -t and -F without --to, found both");
    }
    if (key != null && arguments.size() > 1) {
      throw new IllegalArgumentException("--key: expected one FILE, found " + arguments.size());
    }
    ReversePath sender = LocalSender.reversePath(from, parent.options());
    Envelope.Builder ofInput = envelope(sender);
    // All are looked at before the first is queued.
    List<QueueSubmission> messages = new ArrayList<>();
    for (String file : arguments) {
      messages.add(submission(envelope(sender), content(file)));
    }
    PrintWriter err = spec.commandLine().getErr();
    try (DeliveryQueue queue = parent.open();
        Progress progress = Progress.of(err, parent.options())) {
      if (messages.isEmpty()) {
        try (MessageInput input = MessageInput.of(System.in, err)) {
          MailContent content = MailContent.ofFile(input.file());
          enqueue(queue, List.of(submission(ofInput, content)), 0);
        }
      }
      for (int i = 0; i < messages.size(); i += BATCH) {
        int end = Math.min(i + BATCH, messages.size());
        progress.clear();
        enqueue(queue, messages.subList(i, end), i);
        progress.show(end + " of " + messages.size() + " messages queued");
      }
    }
    return ExitCode.ACCEPTED;
  }

  /** A new one for each message, whose header section may have a say. */
  private Envelope.Builder envelope(ReversePath sender) {
    return dsn.envelope(sender, to.stream().map(Mailbox::of).toList());
  }

  private MailContent content(String file) throws IOException {
    try (MessageInput input = MessageInput.of(Path.of(file), spec.commandLine().getErr())) {
      return MailContent.ofFile(input.file());
    }
  }

  private int submitAsSendmail() throws IOException {
    Set<Mailbox> recipients = new LinkedHashSet<>();
    arguments.forEach(recipient -> recipients.add(Mailbox.of(recipient)));
    if (recipients.isEmpty() && !sendmail.takesHeader()) {
      throw new IllegalArgumentException("expected --to, -t or a recipient, found none");
    }
    Author author = LocalSender.author(from, sendmail.name(), parent.options());
    try (DeliveryQueue queue = parent.open();
        MessageInput input = standardInput()) {
      LocalMessage message = LocalMessage.of(input.file());
      if (sendmail.takesHeader()) {
        recipients.addAll(message.recipients());
      }
      if (recipients.isEmpty()) {
        throw new IllegalArgumentException("expected a recipient in To, Cc or Bcc, found none");
      }
      MailContent content = message.content(author, ZonedDateTime.now(ZoneId.systemDefault()));
      enqueue(queue, List.of(submission(dsn.envelope(author.sender(), recipients), content)), 0);
      return ExitCode.ACCEPTED;
    }
  }

  private MessageInput standardInput() throws IOException {
    InputStream in = sendmail.ignoresDots() ? System.in : new LoneDotInput(System.in);
    return MessageInput.of(in, spec.commandLine().getErr());
  }

  private QueueSubmission submission(Envelope.Builder envelope, MailContent message)
      throws IOException {
    QueueSubmission.Builder submission =
        QueueSubmission.builder(tls.envelope(envelope, message), message);
    if (lifetime != null) {
      submission.lifetime(lifetime);
    }
    if (key != null) {
      submission.idempotencyKey(key);
    }
    return submission.build();
  }

  /** Enqueues in one transaction, and prints what is durable then. */
  private void enqueue(DeliveryQueue queue, List<QueueSubmission> batch, int firstFile)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int file = firstFile;
    for (QueueId id : queue.enqueue(batch)) {
      String name = file < arguments.size() && !to.isEmpty() ? arguments.get(file) : null;
      if (parent.options().wantsJson()) {
        out.print(new JsonFields().value("id", id.text()).value("file", name).text());
      } else {
        out.println(arguments.size() > 1 && name != null ? id + " " + name : id.text());
      }
      file++;
    }
    out.flush();
  }
}
