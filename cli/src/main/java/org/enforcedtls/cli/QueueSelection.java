package org.enforcedtls.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.RecipientState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which recipients are chosen; what is given must all hold. */
final class QueueSelection {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--id", paramLabel = "ID", description = "Of this message.")
  private @Nullable String id;

  @Option(names = "--domain", paramLabel = "DOMAIN", description = "At this domain.")
  private @Nullable String domain;

  @Option(
      names = "--sender",
      paramLabel = "MAILBOX",
      description = "Of messages from this sender; '' is the null reverse path.")
  private @Nullable String sender;

  @Option(
      names = "--cause",
      paramLabel = "CODE",
      description = "Whose last failure was this, such as certificate-expired.")
  private @Nullable String cause;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "Of messages that arrived longer ago than this (30m, 4h).")
  private @Nullable Duration olderThan;

  @Option(
      names = "--state",
      split = ",",
      paramLabel = "STATE",
      description =
          "In these states: ${COMPLETION-CANDIDATES}; those that are not final unless given.")
  private Set<RecipientState> states = EnumSet.noneOf(RecipientState.class);

  @SuppressWarnings("NullAway.Init")
  QueueSelection() {}

  boolean isEmpty() {
    return id == null
        && domain == null
        && sender == null
        && cause == null
        && olderThan == null
        && states.isEmpty();
  }

  QueueQuery query() {
    try {
      QueueQuery.Builder query = QueueQuery.builder();
      if (id != null) {
        query.id(new QueueId(id));
      }
      if (domain != null) {
        query.domain(Domain.of(domain));
      }
      if (sender != null) {
        query.sender(ReversePath.of(sender));
      }
      if (cause != null) {
        query.cause(CauseCode.of(cause));
      }
      if (olderThan != null) {
        query.arrivedBefore(Instant.now().minus(olderThan));
      }
      if (!states.isEmpty()) {
        query.states(states);
      }
      return query.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
