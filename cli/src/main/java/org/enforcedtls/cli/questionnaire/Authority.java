package org.enforcedtls.cli.questionnaire;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.trust.TrustAnchor;
import org.enforcedtls.trust.TrustAnchors;

/**
 * A CA that vouches for a certificate. Immutable.
 *
 * @param subject its distinguished name
 * @param sha256 of its own certificate, 64 hexadecimal digits
 */
record Authority(Answer subject, Answer sha256) {
  static Authority missing(String why) {
    return new Authority(Answer.missing(why), Answer.missing(why));
  }

  /** The CA that signed the certificate of the host. */
  static Authority issuerIn(TlsEvidence tls, TrustAnchors anchors) {
    String issuer = tls.chain().get(0).issuer();
    Optional<String> sent =
        tls.chain().stream()
            .skip(1)
            .filter(one -> one.subject().equals(issuer))
            .findFirst()
            .map(CertificateEvidence::sha256);
    Optional<String> known =
        sent.or(
            () ->
                only(anchors.stream().filter(one -> subject(one).equals(issuer)).toList())
                    .map(TrustAnchor::sha256));
    return new Authority(
        Answer.of(issuer),
        Answer.of(known, "the host does not send the certificate of its CA, have it sent"));
  }

  /** The root at the end of the path that was verified. */
  static Authority rootOf(TlsEvidence tls, TrustAnchors anchors) {
    if (tls.anchor().isEmpty()) {
      return missing("no path to an approved root was found");
    }
    String label = tls.anchor().get();
    return only(anchors.stream().filter(anchor -> anchor.label().equals(label)).toList())
        .map(root -> new Authority(Answer.of(subject(root)), Answer.of(root.sha256())))
        .orElseGet(() -> missing("the root " + label + " is none or several of --trust-anchors"));
  }

  private static Optional<TrustAnchor> only(List<TrustAnchor> anchors) {
    return anchors.size() == 1 ? Optional.of(anchors.get(0)) : Optional.empty();
  }

  private static String subject(TrustAnchor anchor) {
    return anchor.certificate().getSubjectX500Principal().getName();
  }
}
