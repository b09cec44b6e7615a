package org.enforcedtls.dns;

import java.time.Duration;

/**
 * How much a {@link DnsClient} remembers, and for how long. Immutable.
 *
 * <p>A denial lives as long as the SOA record with it says (RFC 2308 §5), within the same bounds; a
 * denial without SOA record, and a failure, is never remembered.
 *
 * @param maxEntries of each of the record types MX, A, AAAA, TXT and TLSA; the one not used for
 *     longest makes room; 0 remembers nothing
 * @param timeToLiveFloor what a shorter time to live of records counts as, even of zero
 * @param timeToLiveCeiling what a longer time to live counts as
 */
public record DnsCacheBounds(int maxEntries, Duration timeToLiveFloor, Duration timeToLiveCeiling) {
  private static final DnsCacheBounds STANDARD =
      new DnsCacheBounds(10_000, Duration.ZERO, Duration.ofHours(1));

  /**
   * Checks the ranges.
   *
   * @param maxEntries of each record type, zero or more
   * @param timeToLiveFloor zero or more
   * @param timeToLiveCeiling not below the floor
   * @throws IllegalArgumentException if a value is outside its range
   */
  public DnsCacheBounds {
    if (maxEntries < 0) {
      throw new IllegalArgumentException("maxEntries must be 0 or more, not " + maxEntries);
    }
    if (timeToLiveFloor.isNegative() || timeToLiveCeiling.compareTo(timeToLiveFloor) < 0) {
      throw new IllegalArgumentException(
          "expected 0 <= timeToLiveFloor <= timeToLiveCeiling, found %s and %s"
              .formatted(timeToLiveFloor, timeToLiveCeiling));
    }
  }

  /**
   * At most 10000 entries of each type, and no entry older than an hour: the resolver has a cache
   * of its own, so to ask it once an hour costs nothing, and a change of MX records is soon seen.
   *
   * @return bounds with a floor of zero
   */
  public static DnsCacheBounds standard() {
    return STANDARD;
  }

  /**
   * Remembers nothing.
   *
   * @return bounds without entries
   */
  public static DnsCacheBounds off() {
    return new DnsCacheBounds(0, Duration.ZERO, Duration.ZERO);
  }

  /** How long an answer may be used: a denial as it says, records not below the floor. */
  Duration timeToLiveOf(DnsAnswer<?> answer) {
    Duration floor = answer.records().isEmpty() ? Duration.ZERO : timeToLiveFloor;
    Duration timeToLive = answer.timeToLive();
    if (timeToLive.compareTo(floor) < 0) {
      return floor;
    }
    return timeToLive.compareTo(timeToLiveCeiling) > 0 ? timeToLiveCeiling : timeToLive;
  }
}
