package org.enforcedtls.internal.session;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.trust.CertificateVerdict;
import org.enforcedtls.trust.DaneVerdict;
import org.enforcedtls.trust.PresentedIdentifier;
import org.enforcedtls.trust.RevocationAnswer;

/**
 * What proved who a peer is, where everything that was demanded holds. Immutable.
 *
 * @param certificates what each certificate requirement found, in order; possibly none under DANE
 * @param dane what the TLSA records found; empty where none count
 */
record PeerProof(
    List<CertificateVerdict.Verified> certificates, Optional<DaneVerdict.Matched> dane) {

  TlsEvidence addTo(TlsEvidence evidence) {
    TlsEvidence matched =
        dane.map(found -> evidence.matchingTlsa(found.toString())).orElse(evidence);
    if (certificates.isEmpty()) {
      // A name that DANE looked at; DANE-EE looks at none.
      return dane.flatMap(DaneVerdict.Matched::name)
          .map(PresentedIdentifier::toString)
          .map(name -> matched.verified("TLSA", name))
          .orElse(matched);
    }
    CertificateVerdict.Verified first = certificates.get(0);
    return matched
        .verified(first.anchor().label(), first.matched().toString())
        .withRevocation(revocation().toString());
  }

  /** What the first requirement that looked at revocation found. */
  RevocationAnswer revocation() {
    return certificates.stream()
        .map(CertificateVerdict.Verified::revocation)
        .filter(answer -> !(answer instanceof RevocationAnswer.NotChecked))
        .findFirst()
        .orElseGet(RevocationAnswer.NotChecked::new);
  }
}
