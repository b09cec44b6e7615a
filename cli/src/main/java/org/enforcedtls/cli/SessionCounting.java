package org.enforcedtls.cli;

import java.io.IOException;
import java.util.Optional;
import org.enforcedtls.reporting.count.SessionCounter;

/**
 * Sessions are counted, or not, until this is closed; after the clients.
 *
 * @param count empty if nobody asked for it
 */
record SessionCounting(Optional<Count> count) implements AutoCloseable {
  /**
   * Who counts, and where.
   *
   * @param counter is closed first
   * @param store keeps the counts
   */
  record Count(SessionCounter counter, LateStore store) {}

  @Override
  public void close() throws IOException {
    if (count.isPresent()) {
      count.get().counter().close();
      count.get().store().close();
    }
  }
}
