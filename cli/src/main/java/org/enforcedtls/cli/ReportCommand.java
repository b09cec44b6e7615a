package org.enforcedtls.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls report}: reports of others about TLS sessions with our MX hosts. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    subcommands = {ReportShowCommand.class, CommandLine.HelpCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = "Reads the TLS reports (RFC 8460) that others send about our MX hosts.",
    footer = {
      "",
      "Example:",
      "  enforced-tls report show 'mail.bank.example!fi.example!1764201600!1764287999.json.gz'"
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
    throw new CommandLine.ParameterException(spec.commandLine(), "expected show, found nothing");
  }
}
