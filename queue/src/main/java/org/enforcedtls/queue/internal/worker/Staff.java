package org.enforcedtls.queue.internal.worker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.queue.entry.NoticeSink;
import org.enforcedtls.queue.internal.store.Claims;
import org.enforcedtls.queue.internal.store.Database;
import org.enforcedtls.queue.internal.store.DestinationRows;
import org.enforcedtls.queue.internal.store.Notices;
import org.enforcedtls.queue.internal.store.PolicyChanges;
import org.enforcedtls.queue.internal.store.Results;
import org.enforcedtls.queue.internal.store.Sweeps;
import org.jspecify.annotations.Nullable;

/** Puts a node together. */
public final class Staff {
  private Staff() {}

  /**
   * A node that is not started yet.
   *
   * @param database the store
   * @param destinations its destinations
   * @param parties what it delivers with, and whom it tells
   * @param settings how it works
   * @return the node
   */
  public static Shift hire(
      Database database, DestinationRows destinations, Parties parties, WorkSettings settings) {
    AtomicReference<@Nullable Shift> shift = new AtomicReference<>();
    Judgement judgement = settings.judgement();
    ResultWriter writer = new ResultWriter(new Results(database, destinations, settings.node()));
    Courier courier =
        new Courier(
            parties.client(),
            judgement,
            writer,
            () -> {
              Shift running = shift.get();
              return running != null && running.isStopping();
            });
    Shift hired =
        new Shift(
            database,
            new Shift.Tools(
                new Claims(database, destinations, settings.node()),
                courier,
                writer,
                new Sweeps(database, judgement.times(), judgement::of),
                new Notices(database, parties.sink()),
                new PolicyChanges(database, parties.fingerprints())),
            settings);
    shift.set(hired);
    return hired;
  }

  /**
   * What a node delivers with, and whom it tells.
   *
   * @param client delivers
   * @param sink takes notices
   * @param fingerprints what is demanded of a domain now; empty if nobody can tell
   */
  public record Parties(
      EnforcedTlsClient client, NoticeSink sink, Function<Domain, Optional<String>> fingerprints) {}
}
