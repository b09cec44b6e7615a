package org.enforcedtls.reporting.count;

import java.io.IOException;
import java.util.Map;

/** Where counts are kept. Safe for use by several threads at once. */
@FunctionalInterface
public interface CountLog {
  /**
   * Adds to what is counted already: all of it or nothing. Blocking; durable when it returns.
   *
   * @param counts how many sessions of each kind, at least 1
   * @throws IOException if nothing was added
   */
  void add(Map<CountedSession, Long> counts) throws IOException;
}
