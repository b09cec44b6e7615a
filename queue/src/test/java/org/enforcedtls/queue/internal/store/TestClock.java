package org.enforcedtls.queue.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. Safe for use by several threads at once. */
public final class TestClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves it, backwards too. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
