package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What changed from one set of trust anchors to another. Immutable.
 *
 * @param came anchors that only the newer set has
 * @param gone anchors that only the older set has: what they issued is no longer trusted
 * @param limited anchors of the newer set that are in both, and whose distrust-after date is
 *     another than it was
 */
public record AnchorChanges(
    List<TrustAnchor> came, List<TrustAnchor> gone, List<TrustAnchor> limited) {
  /**
   * Copies.
   *
   * @param came anchors that only the newer set has
   * @param gone anchors that only the older set has
   * @param limited anchors with another distrust-after date
   */
  public AnchorChanges {
    came = List.copyOf(came);
    gone = List.copyOf(gone);
    limited = List.copyOf(limited);
  }

  /**
   * Compares two sets by the SHA-256 of their certificates.
   *
   * @param older as it was
   * @param newer as it is
   * @return the changes, each list in the order of its set
   */
  public static AnchorChanges between(TrustAnchors older, TrustAnchors newer) {
    requireNonNull(older, "older");
    requireNonNull(newer, "newer");
    return new AnchorChanges(
        newer.stream().filter(anchor -> older.holding(anchor.certificate()).isEmpty()).toList(),
        older.stream().filter(anchor -> newer.holding(anchor.certificate()).isEmpty()).toList(),
        newer.stream().filter(anchor -> isLimitedOtherwise(older, anchor)).toList());
  }

  private static boolean isLimitedOtherwise(TrustAnchors older, TrustAnchor anchor) {
    return older
        .holding(anchor.certificate())
        .filter(before -> !before.serverDistrustAfter().equals(anchor.serverDistrustAfter()))
        .isPresent();
  }

  /**
   * Whether nothing changed.
   *
   * @return true if all three lists are empty
   */
  public boolean isEmpty() {
    return came.isEmpty() && gone.isEmpty() && limited.isEmpty();
  }
}
