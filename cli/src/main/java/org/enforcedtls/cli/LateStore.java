package org.enforcedtls.cli;

import java.io.IOException;
import java.util.Map;
import org.enforcedtls.reporting.count.CountLog;
import org.enforcedtls.reporting.count.CountedSession;
import org.enforcedtls.reporting.store.ReportStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts in a store that may be out of order for a while: mail does not wait for it. Safe for use
 * by several threads at once.
 */
final class LateStore implements CountLog, AutoCloseable {
  /** Opens the store. */
  @FunctionalInterface
  interface Opening {
    ReportStore open() throws IOException;
  }

  private final Opening opening;
  private @Nullable ReportStore store;

  LateStore(Opening opening) {
    this.opening = opening;
  }

  /** The store, opened unless it is; tried again by the next who asks, if that fails. */
  synchronized ReportStore open() throws IOException {
    if (store == null) {
      store = opening.open();
    }
    return store;
  }

  @Override
  public void add(Map<CountedSession, Long> counts) throws IOException {
    open().add(counts);
  }

  @Override
  public synchronized void close() throws IOException {
    if (store != null) {
      store.close();
    }
  }
}
