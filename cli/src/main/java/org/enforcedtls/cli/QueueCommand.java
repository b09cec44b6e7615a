package org.enforcedtls.cli;

import java.nio.file.Path;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code enforced-tls queue}: mail that waits on disk until each recipient has an outcome. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    subcommands = {
      QueueSubmitCommand.class,
      QueueRunCommand.class,
      QueueListCommand.class,
      QueueShowCommand.class,
      QueueChangeCommand.Retry.class,
      QueueChangeCommand.Hold.class,
      QueueChangeCommand.Release.class,
      QueueChangeCommand.Remove.class,
      QueueStatsCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Keeps mail, delivers and retries it, and shows what waits and why.",
    footer = {
      "",
      "Examples:",
      "  enforced-tls queue --spool /var/spool/enforced-tls submit --from a@bank.example \\",
      "      --to b@fi.example message.eml",
      "  enforced-tls queue --spool /var/spool/enforced-tls run --policy partners.yaml",
      "  enforced-tls queue --spool /var/spool/enforced-tls retry --domain fi.example"
    })
final class QueueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @ParentCommand private EnforcedTls parent;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Place place;

  /** Where the queue is. */
  static final class Place {
    @Option(
        names = "--spool",
        scope = ScopeType.LOCAL,
        paramLabel = "DIR",
        description = "A queue in a directory of a local disk; made if it is not there.")
    private @Nullable Path spool;

    @Option(
        names = "--jdbc",
        scope = ScopeType.LOCAL,
        paramLabel = "URL",
        description = "A queue in PostgreSQL: jdbc:postgresql://host/database?user=…")
    private @Nullable String jdbc;

    Place() {}
  }

  @SuppressWarnings("NullAway.Init")
  QueueCommand() {}

  ClientOptions options() {
    return parent.options();
  }

  /** The queue that is named; QueueStoreException if its store cannot be used now. */
  DeliveryQueue open() throws QueueStoreException {
    try {
      if (place != null && place.spool != null) {
        return DeliveryQueue.inDirectory(place.spool).open();
      }
      if (place != null && place.jdbc != null) {
        return DeliveryQueue.inPostgres(place.jdbc).open();
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("the queue cannot be opened: " + e.getMessage(), e);
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected --spool DIR or --jdbc URL, found neither");
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected a command such as list, found none");
  }
}
