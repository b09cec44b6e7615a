package org.enforcedtls.internal.session;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.trust.CertificateFinding;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.CertificateVerdict;
import org.enforcedtls.trust.DaneVerdict;
import org.enforcedtls.trust.DaneVerifier;
import org.enforcedtls.trust.OnlineVerifier;
import org.enforcedtls.trust.PresentedChain;
import org.enforcedtls.trust.ReferenceIdentifier;

/**
 * What the certificates of a peer are worth under a demand. Immutable.
 *
 * @param presented certificates and staples
 * @param at the time for which dates were checked
 * @param causes every finding against them, those of DANE first; empty if what has to hold does
 * @param proof empty unless what has to hold does
 */
record PeerJudgement(
    PresentedChain presented, Instant at, List<Cause> causes, Optional<PeerProof> proof) {

  /**
   * Judges a chain. All requirements are asked, so that all findings stand side by side, unless the
   * TLSA records are enough. Blocking where a requirement has revocation fetched.
   */
  static PeerJudgement of(
      PresentedChain presented, HostDemand demand, OnlineVerifier verifier, Instant at) {
    Set<Cause> causes = new LinkedHashSet<>();
    Optional<DaneVerdict.Matched> matched = Optional.empty();
    if (demand.dane().isPresent()) {
      DaneVerdict verdict = DaneVerifier.verify(presented, demand.dane().get(), at);
      if (verdict instanceof DaneVerdict.Matched found) {
        matched = Optional.of(found);
      } else if (verdict instanceof DaneVerdict.NotMatched failed) {
        failed.findings().forEach(finding -> causes.add(causeOf(finding)));
      }
    }
    if (demand.rule() == HostDemand.Rule.EITHER && matched.isPresent()) {
      return verified(presented, at, new PeerProof(List.of(), matched));
    }
    ReferenceIdentifier reference = ReferenceIdentifier.of(demand.mxHost());
    List<CertificateVerdict.Verified> verified = new ArrayList<>();
    for (CertificateRequirement requirement : demand.certificates()) {
      CertificateVerdict verdict = verifier.verify(presented, reference, requirement, at);
      if (verdict instanceof CertificateVerdict.Verified found) {
        verified.add(found);
      } else if (verdict instanceof CertificateVerdict.NotVerified failed) {
        failed.findings().forEach(finding -> causes.add(causeOf(finding)));
      }
    }
    boolean certificatesHold = verified.size() == demand.certificates().size();
    boolean holds =
        switch (demand.rule()) {
          case ALL ->
              causes.isEmpty()
                  && certificatesHold
                  && matched.isPresent() == demand.dane().isPresent();
          // The TLSA records have not matched.
          case EITHER -> certificatesHold;
        };
    if (holds) {
      return verified(presented, at, new PeerProof(List.copyOf(verified), matched));
    }
    if (causes.isEmpty()) {
      throw new AssertionError("neither verified nor any finding: " + demand);
    }
    return new PeerJudgement(presented, at, List.copyOf(causes), Optional.empty());
  }

  private static PeerJudgement verified(PresentedChain presented, Instant at, PeerProof proof) {
    return new PeerJudgement(presented, at, List.of(), Optional.of(proof));
  }

  /** As presented, end entity first. */
  List<X509Certificate> chain() {
    return presented.certificates();
  }

  boolean isVerified() {
    return proof.isPresent();
  }

  private static Cause causeOf(CertificateFinding finding) {
    return Cause.of(codeOf(finding.kind()), finding.text()).withEvidence(finding.evidence());
  }

  static CauseCode codeOf(CertificateFinding.Kind kind) {
    return switch (kind) {
      case TLSA_MISMATCH -> CauseCode.TLSA_MISMATCH;
      case UNTRUSTED, DISTRUSTED -> CauseCode.CERTIFICATE_UNTRUSTED;
      case ISSUER_NOT_APPROVED -> CauseCode.CERTIFICATE_ISSUER_NOT_APPROVED;
      case EXPIRED -> CauseCode.CERTIFICATE_EXPIRED;
      case NOT_YET_VALID -> CauseCode.CERTIFICATE_NOT_YET_VALID;
      case NAME_MISMATCH -> CauseCode.CERTIFICATE_NAME_MISMATCH;
      case REVOKED -> CauseCode.CERTIFICATE_REVOKED;
      case REVOCATION_UNKNOWN -> CauseCode.REVOCATION_UNKNOWN;
      case WEAK_KEY -> CauseCode.CERTIFICATE_WEAK_KEY;
      case WEAK_SIGNATURE -> CauseCode.CERTIFICATE_WEAK_SIGNATURE;
      case UNSUITABLE -> CauseCode.CERTIFICATE_UNSUITABLE;
    };
  }
}
