package org.enforcedtls.queue.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.enforcedtls.address.Domain;
import org.enforcedtls.monitor.PartnerState;
import org.enforcedtls.monitor.PartnerStates;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The memory of a monitor of partners in PostgreSQL, where it may stand beside a queue. */
class PartnerStatesOnPostgresTest {
  @Test
  void whatIsSavedReplacesWhatWasThereAndNothingElse() throws IOException {
    try (PostgresServer server = PostgresServer.start()) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(server.newDatabase());
      PartnerStates states = PartnerStates.inDatabase(database);
      assertThat(states.load()).isEmpty();
      states.save(List.of(state("a.example", "10 mx"), state("b.example", "10 mx")));
      states.save(List.of(state("b.example", "20 mx")));
      assertThat(PartnerStates.inDatabase(database).load().values())
          .containsExactly(state("a.example", "10 mx"), state("b.example", "20 mx"));
    }
  }

  private static PartnerState state(String domain, String mx) {
    return new PartnerState(
        Domain.of(domain),
        Instant.parse("2026-11-28T10:00:00Z"),
        new TreeMap<>(Map.of("mx", mx, "verdict", "ready")));
  }
}
