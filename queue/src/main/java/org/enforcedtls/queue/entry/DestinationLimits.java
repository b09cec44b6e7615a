package org.enforcedtls.queue.entry;

import java.util.OptionalInt;

/**
 * How much of the queue goes to one recipient domain at once, over all nodes. Immutable.
 *
 * @param claims how many batches are under way at once; 1 to 1,000. Each is one connection, unless
 *     the client has an executor
 * @param batch recipients in one claim at most; 1 to 10,000
 * @param perMinute recipients in a minute at most, 1 or more; empty for no such limit
 */
public record DestinationLimits(int claims, int batch, OptionalInt perMinute) {
  private static final int MAX_CLAIMS = 1_000;
  private static final int MAX_BATCH = 10_000;
  private static final DestinationLimits DEFAULTS =
      new DestinationLimits(5, 100, OptionalInt.empty());

  /**
   * Checks the ranges.
   *
   * @param claims 1 to 1,000
   * @param batch 1 to 10,000
   * @param perMinute 1 or more
   * @throws IllegalArgumentException if one is outside its range
   */
  public DestinationLimits {
    if (claims < 1 || claims > MAX_CLAIMS) {
      throw new IllegalArgumentException("claims must be 1 to 1000, not " + claims);
    }
    if (batch < 1 || batch > MAX_BATCH) {
      throw new IllegalArgumentException("batch must be 1 to 10000, not " + batch);
    }
    if (perMinute.isPresent() && perMinute.getAsInt() < 1) {
      throw new IllegalArgumentException("perMinute must be 1 or more, not " + perMinute);
    }
  }

  /**
   * 5 claims of 100 recipients, at any rate.
   *
   * @return the limits that count unless others are set
   */
  public static DestinationLimits defaults() {
    return DEFAULTS;
  }

  /**
   * The same with another number of claims.
   *
   * @param claims 1 to 1,000
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public DestinationLimits withClaims(int claims) {
    return new DestinationLimits(claims, batch, perMinute);
  }

  /**
   * The same with another batch.
   *
   * @param batch 1 to 10,000
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public DestinationLimits withBatch(int batch) {
    return new DestinationLimits(claims, batch, perMinute);
  }

  /**
   * The same with a rate.
   *
   * @param perMinute recipients in a minute, 1 or more
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public DestinationLimits withPerMinute(int perMinute) {
    return new DestinationLimits(claims, batch, OptionalInt.of(perMinute));
  }
}
