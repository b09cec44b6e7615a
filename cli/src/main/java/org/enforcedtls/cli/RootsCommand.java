package org.enforcedtls.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls roots}: the approved CAs. */
@Command(
    name = "roots",
    mixinStandardHelpOptions = true,
    subcommands = {RootsListCommand.class, RootsDiffCommand.class, CommandLine.HelpCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows the approved CAs (trust anchors), and what a newer list of them changes.",
    footer = {
      "",
      "Examples:",
      "  enforced-tls roots list certdata.txt",
      "  enforced-tls roots diff --policy partners.yaml certdata.txt certdata-new.txt"
    })
final class RootsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @ParentCommand private EnforcedTls parent;

  @SuppressWarnings("NullAway.Init")
  RootsCommand() {}

  ClientOptions options() {
    return parent.options();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected list or diff, found neither");
  }
}
