package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.enforcedtls.internal.digest.Sha256;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate has to fulfil besides naming the right server: who may vouch for it, where the
 * name has to stand, and how strong keys and signatures are at least.
 *
 * <p><b>Guarantees.</b> Whatever the options, keys are at least RSA 2048, EC 256, Ed25519 or Ed448,
 * and every certificate below the anchor is signed with SHA-256 or better. Revocation is looked at
 * only if a {@link RevocationRule} says so.
 *
 * <p>Immutable.
 */
public final class CertificateRequirement {
  static final int RSA_BITS_FLOOR = 2048;
  static final int EC_BITS_FLOOR = 256;
  private static final int MAX_COMMON_NAME_CHARACTERS = 253;

  private final TrustAnchors anchors;
  private final IssuerFilter issuers;
  private final IdentityRule identityRule;
  private final RevocationRule revocation;
  private final @Nullable String commonName;
  private final int leastRsaBits;
  private final int leastEcBits;

  private CertificateRequirement(Builder builder) {
    this.anchors = builder.anchors;
    this.issuers = builder.issuers;
    this.identityRule = builder.identityRule;
    this.revocation = builder.revocation;
    this.commonName = builder.commonName;
    this.leastRsaBits = builder.leastRsaBits;
    this.leastEcBits = builder.leastEcBits;
  }

  /**
   * Starts with the only thing that has no default.
   *
   * @param anchors whom to trust
   * @return a builder that admits every issuer of these anchors, looks for names in the subject
   *     alternative name only, and demands RSA 2048 or EC 256
   */
  public static Builder builder(TrustAnchors anchors) {
    return new Builder(requireNonNull(anchors, "anchors"));
  }

  /**
   * Starts from this requirement.
   *
   * @return a builder with all options as they are here
   */
  public Builder toBuilder() {
    Builder builder = new Builder(anchors);
    builder.issuers = issuers;
    builder.identityRule = identityRule;
    builder.revocation = revocation;
    builder.commonName = commonName;
    builder.leastRsaBits = leastRsaBits;
    builder.leastEcBits = leastEcBits;
    return builder;
  }

  /**
   * Whom to trust.
   *
   * @return the anchors before narrowing
   */
  public TrustAnchors anchors() {
    return anchors;
  }

  /**
   * Which of the anchors are approved.
   *
   * @return the filter; {@link IssuerFilter#any()} by default
   */
  public IssuerFilter issuers() {
    return issuers;
  }

  /**
   * Where the name of the server may stand.
   *
   * @return the rule; {@link IdentityRule#SAN} by default
   */
  public IdentityRule identityRule() {
    return identityRule;
  }

  /**
   * What has to be known of revocation.
   *
   * @return the rule; {@link RevocationRule#off()} by default
   */
  public RevocationRule revocation() {
    return revocation;
  }

  /**
   * The common name that {@link IdentityRule#CN_REQUIRED} demands.
   *
   * @return as it was set; empty if the common name has to match the reference identifier
   */
  public Optional<String> commonName() {
    return Optional.ofNullable(commonName);
  }

  /**
   * The shortest RSA modulus that is accepted.
   *
   * @return bits, at least 2048
   */
  public int leastRsaBits() {
    return leastRsaBits;
  }

  /**
   * The smallest elliptic curve that is accepted.
   *
   * @return bits of the order of the curve, at least 256
   */
  public int leastEcBits() {
    return leastEcBits;
  }

  /**
   * What tells this requirement from others: two with equal fingerprints lead to the same verdicts.
   *
   * @return SHA-256 as 64 hexadecimal digits
   */
  public String fingerprint() {
    return Sha256.hexOf(
        String.join(
            "\n",
            anchors.fingerprint(),
            issuers.canonicalText(),
            identityRule.configName(),
            revocation.toString(),
            commonName == null ? "the reference" : "=" + commonName,
            leastRsaBits + " " + leastEcBits));
  }

  /** Equal if the fingerprints are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateRequirement that && fingerprint().equals(that.fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  /** All options on one line, in the words of the partner table. */
  @Override
  public String toString() {
    return "anchors: "
        + anchors
        + "; issuers: "
        + issuers
        + "; certificate-name: "
        + identityRule.configName()
        + "; revocation: "
        + revocation
        + (commonName == null ? "" : "; common-name: " + ForeignText.of(commonName))
        + "; at least RSA "
        + leastRsaBits
        + " or EC "
        + leastEcBits;
  }

  /** Builds a {@link CertificateRequirement}. For one thread. */
  public static final class Builder {
    private final TrustAnchors anchors;
    private IssuerFilter issuers = IssuerFilter.any();
    private IdentityRule identityRule = IdentityRule.SAN;
    private RevocationRule revocation = RevocationRule.off();
    private @Nullable String commonName;
    private int leastRsaBits = RSA_BITS_FLOOR;
    private int leastEcBits = EC_BITS_FLOOR;

    private Builder(TrustAnchors anchors) {
      this.anchors = anchors;
    }

    /**
     * Narrows the anchors.
     *
     * @param filter which anchors are approved
     * @return this
     */
    public Builder issuers(IssuerFilter filter) {
      issuers = requireNonNull(filter, "filter");
      return this;
    }

    /**
     * Says where the name may stand.
     *
     * @param rule the rule
     * @return this
     */
    public Builder identityRule(IdentityRule rule) {
      identityRule = requireNonNull(rule, "rule");
      return this;
    }

    /**
     * Says what has to be known of revocation.
     *
     * @param rule the rule
     * @return this
     */
    public Builder revocation(RevocationRule rule) {
      revocation = requireNonNull(rule, "rule");
      return this;
    }

    /**
     * Demands a certain common name; needs {@link IdentityRule#CN_REQUIRED}.
     *
     * @param name compared to the letter but for the case of ASCII letters, a wildcard included; 1
     *     to 253 characters
     * @return this
     * @throws IllegalArgumentException if it is empty or longer
     */
    public Builder commonName(String name) {
      if (name.isBlank() || name.length() > MAX_COMMON_NAME_CHARACTERS) {
        throw new IllegalArgumentException(
            "common-name: expected 1 to 253 characters, found \"" + ForeignText.of(name) + "\"");
      }
      commonName = name.strip();
      return this;
    }

    /**
     * Raises the floor for RSA keys.
     *
     * @param bits of the modulus, at least 2048
     * @return this
     * @throws IllegalArgumentException if it is lower
     */
    public Builder leastRsaBits(int bits) {
      leastRsaBits = atLeast("leastRsaBits", RSA_BITS_FLOOR, bits);
      return this;
    }

    /**
     * Raises the floor for keys on elliptic curves. Ed25519 counts as 256 bits, Ed448 as 448.
     *
     * @param bits of the order of the curve, at least 256
     * @return this
     * @throws IllegalArgumentException if it is lower
     */
    public Builder leastEcBits(int bits) {
      leastEcBits = atLeast("leastEcBits", EC_BITS_FLOOR, bits);
      return this;
    }

    private static int atLeast(String option, int floor, int bits) {
      if (bits < floor) {
        throw new IllegalArgumentException(
            option + ": expected at least " + floor + " bits, found " + bits);
      }
      return bits;
    }

    /**
     * The requirement.
     *
     * @return with all options as set
     * @throws IllegalStateException if a common name is set that the identity rule never looks at
     */
    public CertificateRequirement build() {
      if (commonName != null && identityRule != IdentityRule.CN_REQUIRED) {
        throw new IllegalStateException(
            "common-name: expected certificate-name: cn-required with it, found "
                + identityRule.configName());
      }
      return new CertificateRequirement(this);
    }
  }
}
