package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

/**
 * What has to be known of revocation: how much, and from which CRLs beside what servers staple.
 * Immutable.
 *
 * <p><b>Guarantees.</b> Under {@link RevocationMode#WHEN_AVAILABLE} and {@link
 * RevocationMode#REQUIRE} no path is verified on which a certificate is known to be revoked, by a
 * valid staple or CRL. Nothing is fetched: who keeps a revoked certificate's staple back, where no
 * CRL is at hand, hides the revocation under {@code WHEN_AVAILABLE}; under {@code REQUIRE} that
 * only stops mail. An answer is required for the end entity alone; of intermediates a CRL, or a
 * staple if there is one, is believed when it says that they were revoked.
 */
public final class RevocationRule {
  private static final RevocationRule OFF =
      new RevocationRule(RevocationMode.OFF, RevocationLists.none());

  private final RevocationMode mode;
  private final RevocationLists lists;

  private RevocationRule(RevocationMode mode, RevocationLists lists) {
    this.mode = mode;
    this.lists = lists;
  }

  /**
   * Nothing is looked at.
   *
   * @return the rule that counts unless another is set
   */
  public static RevocationRule off() {
    return OFF;
  }

  /**
   * A rule without CRLs: only what servers staple answers.
   *
   * @param mode how much has to be known
   * @return the rule
   */
  public static RevocationRule of(RevocationMode mode) {
    return new RevocationRule(requireNonNull(mode, "mode"), RevocationLists.none());
  }

  /**
   * The same rule with CRLs, which are asked as well as the staples.
   *
   * @param lists in place of those of this rule
   * @return a copy
   * @throws IllegalStateException if the mode is off, which would look at none of them
   */
  public RevocationRule withLists(RevocationLists lists) {
    if (isOff() && lists.size() > 0) {
      throw new IllegalStateException(
          "crls: expected revocation: when-available or revocation: require with it, found off");
    }
    return new RevocationRule(mode, lists);
  }

  /**
   * How much has to be known.
   *
   * @return the mode
   */
  public RevocationMode mode() {
    return mode;
  }

  /**
   * The CRLs that are asked.
   *
   * @return none by default
   */
  public RevocationLists lists() {
    return lists;
  }

  boolean isOff() {
    return mode == RevocationMode.OFF;
  }

  /** Equal if they demand the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RevocationRule that && mode == that.mode && lists.equals(that.lists);
  }

  @Override
  public int hashCode() {
    return 31 * mode.hashCode() + lists.hashCode();
  }

  /** The mode, and the CRLs if there are any; one text for all rules that demand the same. */
  @Override
  public String toString() {
    return lists.size() == 0 ? mode.configName() : mode.configName() + " (" + lists + ")";
  }
}
