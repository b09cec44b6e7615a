package org.enforcedtls.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.mtasts.PolicyCache;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls policy mta-sts}: the policies that domains have published. */
@Command(
    name = "mta-sts",
    mixinStandardHelpOptions = true,
    subcommands = {
      MtaStsListCommand.class,
      MtaStsShowCommand.class,
      MtaStsPurgeCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Looks after the policies that are remembered in --mta-sts-cache.")
final class MtaStsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @ParentCommand private PolicyCommand parent;

  @SuppressWarnings("NullAway.Init")
  MtaStsCommand() {}

  ClientOptions options() {
    return parent.options();
  }

  /** The cache that the options name. */
  PolicyCache cache() {
    Path directory =
        options()
            .mtaStsCache()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "expected --mta-sts-cache DIR, found none"));
    try {
      return PolicyCache.inDirectory(directory);
    } catch (IOException e) {
      throw new ConfigurationException("the cache cannot be used: " + e, e);
    }
  }

  static Domain domain(CommandSpec spec, String text) {
    try {
      return Domain.of(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected list, show or purge, found none of them");
  }
}
