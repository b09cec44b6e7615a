package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.IdentityRule;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;

/** What a policy demands of the certificate of an MX host. Immutable. */
public final class CertificateDemand {
  private static final CertificateDemand DEFAULT =
      new CertificateDemand(null, IssuerFilter.any(), IdentityRule.SAN, RevocationRule.off());

  private final @Nullable TrustAnchors anchors;
  private final IssuerFilter issuers;
  private final IdentityRule identityRule;
  private final RevocationRule revocation;

  private CertificateDemand(
      @Nullable TrustAnchors anchors,
      IssuerFilter issuers,
      IdentityRule identityRule,
      RevocationRule revocation) {
    this.anchors = anchors;
    this.issuers = issuers;
    this.identityRule = identityRule;
    this.revocation = revocation;
  }

  /**
   * The client's trust anchors, any issuer, names in the SAN, nothing about revocation.
   *
   * @return the demand that a policy has unless it says otherwise
   */
  public static CertificateDemand defaults() {
    return DEFAULT;
  }

  /**
   * The same demand with trust anchors of its own, in place of the client's.
   *
   * @param anchors the approved CAs
   * @return a copy
   */
  public CertificateDemand withAnchors(TrustAnchors anchors) {
    return new CertificateDemand(
        requireNonNull(anchors, "anchors"), issuers, identityRule, revocation);
  }

  /**
   * The same demand with the approved CAs narrowed.
   *
   * @param issuers which of the anchors count
   * @return a copy
   */
  public CertificateDemand withIssuers(IssuerFilter issuers) {
    return new CertificateDemand(
        anchors, requireNonNull(issuers, "issuers"), identityRule, revocation);
  }

  /**
   * The same demand with another rule where the name of the MX host must stand.
   *
   * @param identityRule the rule
   * @return a copy
   */
  public CertificateDemand withIdentityRule(IdentityRule identityRule) {
    return new CertificateDemand(
        anchors, issuers, requireNonNull(identityRule, "identityRule"), revocation);
  }

  /**
   * The same demand with another rule what must be known of revocation.
   *
   * @param revocation the rule
   * @return a copy
   */
  public CertificateDemand withRevocation(RevocationRule revocation) {
    return new CertificateDemand(
        anchors, issuers, identityRule, requireNonNull(revocation, "revocation"));
  }

  /**
   * The policy's own trust anchors.
   *
   * @return empty if the client's count
   */
  public Optional<TrustAnchors> anchors() {
    return Optional.ofNullable(anchors);
  }

  /**
   * Which anchors count.
   *
   * @return the filter
   */
  public IssuerFilter issuers() {
    return issuers;
  }

  /**
   * Where the name must stand.
   *
   * @return the rule
   */
  public IdentityRule identityRule() {
    return identityRule;
  }

  /**
   * What must be known of revocation.
   *
   * @return the rule
   */
  public RevocationRule revocation() {
    return revocation;
  }

  CertificateRequirement requirement(TrustAnchors clientAnchors, Optional<AdmittedMx> registered) {
    CertificateRequirement.Builder requirement =
        CertificateRequirement.builder(anchors().orElse(clientAnchors))
            .issuers(issuers)
            .identityRule(identityRule)
            .revocation(revocation);
    if (identityRule == IdentityRule.CN_REQUIRED) {
      registered.flatMap(AdmittedMx::commonName).ifPresent(requirement::commonName);
    }
    return requirement.build();
  }

  /** What tells this demand from others; the text for people can read alike for two. */
  String fingerprint() {
    return Fingerprint.of(
        anchors().map(TrustAnchors::fingerprint).orElse("client"),
        issuers.canonicalText(),
        identityRule.configName(),
        revocation.toString());
  }

  @Override
  public String toString() {
    return "anchors="
        + anchors().map(TrustAnchors::fingerprint).orElse("client")
        + " issuers="
        + issuers
        + " name="
        + identityRule.configName()
        + " revocation="
        + revocation;
  }
}
