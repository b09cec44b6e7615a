package org.enforcedtls.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy}: what recipient domains demand. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    subcommands = {
      PolicyExplainCommand.class,
      PolicyLintCommand.class,
      PolicySuggestCommand.class,
      PolicyImportCommand.class,
      MtaStsCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows what recipient domains demand, and keeps the partner table.",
    footer = {
      "",
      "Examples:",
      "  enforced-tls policy explain --policy partners.yaml --dane --mta-sts inbox@fi.example",
      "  enforced-tls policy lint --policy partners.yaml --trust-anchors certdata.txt",
      "  enforced-tls policy suggest new.example",
      "  enforced-tls policy mta-sts list --mta-sts-cache /var/lib/enforced-tls/mta-sts"
    })
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @ParentCommand private EnforcedTls parent;

  @SuppressWarnings("NullAway.Init")
  PolicyCommand() {}

  ClientOptions options() {
    return parent.options();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected explain, lint, suggest, import or mta-sts, found nothing");
  }
}
