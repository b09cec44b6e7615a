package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.reporting.sending.ReportSender;
import org.enforcedtls.reporting.sending.SendingResult;
import org.enforcedtls.reporting.sending.Submitter;
import org.enforcedtls.reporting.store.ReportEnding;
import org.enforcedtls.reporting.store.ReportStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls report send}: the reports that are due. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends the TLS reports that are due to those who ask for them; once an hour, by cron. A report"
          + " is due up to four hours after its day (UTC), and is tried for a day. Several hosts may"
          + " do so on one store: each report is sent by one of them."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that is due was sent, or nobody asks for it",
      "64:usage",
      "75:somebody could not be reached, or the store gives no answer now; run it again",
      "78:a setting is not usable"
    })
final class ReportSendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private ReportCommand parent;

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "NAME",
      description = "Who reports.")
  private String organization;

  @Option(
      names = "--contact",
      required = true,
      paramLabel = "ADDRESS",
      description = "Whom to ask about reports; those by mail come from this address.")
  private String contact;

  @Option(
      names = "--mail-program",
      paramLabel = "FILE",
      description =
          "Hand reports by mail to a program like sendmail (run with -i -f FROM -- TO), so that a"
              + " relay signs them by DKIM: receivers ignore those without. Unless given they go"
              + " straight to the MX hosts, unsigned.")
  private @Nullable Path mailProgram;

  @SuppressWarnings("NullAway.Init")
  ReportSendCommand() {}

  @Override
  public Integer call() {
    TlsReportOptions counted = parent.options().reports();
    if (!counted.isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "expected --tls-reports DIR or URL, found none");
    }
    Submitter submitter = submitter();
    List<SendingResult> results;
    try (ReportStore store = counted.open();
        EnforcedTlsClient client = parent.options().client()) {
      ReportSender.Builder sender = ReportSender.builder(store, client, submitter);
      if (mailProgram != null) {
        sender.mailer(new MailProgram(mailProgram));
      }
      results = sender.build().sendDue();
    } catch (IOException e) {
      spec.commandLine().getErr().println("enforced-tls: " + e.getMessage());
      return ExitCode.TRANSIENT;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (parent.options().wantsJson()) {
      out.print(
          new JsonFields()
              .list("reports", results.stream().map(ReportSendCommand::json).toList())
              .text());
    } else {
      results.forEach(out::println);
    }
    out.flush();
    return results.stream().allMatch(result -> result.ending().isPresent())
        ? ExitCode.ACCEPTED
        : ExitCode.TRANSIENT;
  }

  private Submitter submitter() {
    try {
      return new Submitter(organization, Mailbox.of(contact));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonFields json(SendingResult result) {
    return new JsonFields()
        .value("domain", result.about().domain().toString())
        .value("day", result.about().day().toString())
        .value("ending", result.ending().map(ReportEnding::configName).orElse(null))
        .value("troubles", result.troubles());
  }
}
