package org.enforcedtls.cli.report;

import org.enforcedtls.cli.page.Mark;

/**
 * A point on the way to a partner. Immutable.
 *
 * @param key the same for stations that are one
 * @param kind what it is
 * @param name its name
 * @param detail more about it; empty if there is nothing to say
 * @param mark whether it is as it should be
 * @param words the same in words
 */
record Station(String key, String kind, String name, String detail, Mark mark, String words) {
  /** The same station, seen once more: what is worse is told. */
  Station with(Station again) {
    boolean isSameDetail = detail.contains(again.detail);
    String both = isSameDetail ? detail : detail + ", " + again.detail;
    Station worse = again.mark.compareTo(mark) < 0 ? again : this;
    return new Station(key, kind, name, both, worse.mark, worse.words);
  }
}
