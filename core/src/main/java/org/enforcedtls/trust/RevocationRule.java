package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

/**
 * What has to be known of revocation: how much, and from which CRLs beside what servers staple.
 * Immutable.
 *
 * <p><b>Guarantees.</b> Under {@link RevocationMode#WHEN_AVAILABLE} and {@link
 * RevocationMode#REQUIRE} no path is verified on which a certificate is known to be revoked, by a
 * valid staple or CRL. Nothing is fetched: whoever keeps the staple from us, and has no CRL to
 * fear, can hide a revocation under {@code WHEN_AVAILABLE}; under {@code REQUIRE} he can only stop
 * mail.
 */
public final class RevocationRule {
  private static final RevocationRule OFF = new RevocationRule(RevocationMode.OFF);

  private final RevocationMode mode;

  private RevocationRule(RevocationMode mode) {
    this.mode = mode;
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
   * A rule without CRLs.
   *
   * @param mode how much has to be known
   * @return the rule
   */
  public static RevocationRule of(RevocationMode mode) {
    return new RevocationRule(requireNonNull(mode, "mode"));
  }

  /**
   * How much has to be known.
   *
   * @return the mode
   */
  public RevocationMode mode() {
    return mode;
  }

  boolean isOff() {
    return mode == RevocationMode.OFF;
  }

  /** Equal if they demand the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RevocationRule that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The mode; one text for all rules that demand the same. */
  @Override
  public String toString() {
    return mode.configName();
  }
}
