package org.enforcedtls.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls report}: reports about TLS sessions, those of others and our own. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    subcommands = {ReportShowCommand.class, ReportSendCommand.class, CommandLine.HelpCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Reads the TLS reports (RFC 8460) that others send about our MX hosts, and sends those that"
          + " the owners of recipient domains ask us for."
    },
    footer = {
      "",
      "Examples:",
      "  enforced-tls report show 'mail.bank.example!fi.example!1764201600!1764287999.json.gz'",
      "  enforced-tls report send --tls-reports /var/lib/enforced-tls \\",
      "      --organization 'Bank AB' --contact tls-reports@bank.example"
    })
final class ReportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @ParentCommand private EnforcedTls parent;

  @SuppressWarnings("NullAway.Init")
  ReportCommand() {}

  ClientOptions options() {
    return parent.options();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected show or send, found nothing");
  }
}
