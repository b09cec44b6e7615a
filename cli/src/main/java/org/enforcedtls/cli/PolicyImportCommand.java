package org.enforcedtls.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy import}: rows made of what others have sent. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    subcommands = {
      ImportCsvCommand.class,
      ImportQuestionnaireCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Prints rows for the partner table, made of what others have sent.")
final class PolicyImportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  PolicyImportCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected csv or questionnaire, found nothing");
  }
}
