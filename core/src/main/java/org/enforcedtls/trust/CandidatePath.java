package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A path whose names chain and whose signatures are valid; nothing else of it has been checked.
 *
 * @param belowAnchor end entity first; empty if the end entity is itself the anchor
 */
record CandidatePath(List<X509Certificate> belowAnchor, TrustAnchor anchor) {
  CandidatePath {
    belowAnchor = List.copyOf(belowAnchor);
  }

  X509Certificate endEntity() {
    return certificates().get(0);
  }

  /** The certificates that have issued another one of the path: all but the end entity. */
  List<X509Certificate> issuers() {
    return certificates().subList(1, certificates().size());
  }

  /** From the end entity to the anchor, the anchor included. */
  List<X509Certificate> certificates() {
    List<X509Certificate> all = new ArrayList<>(belowAnchor);
    all.add(anchor.certificate());
    return all;
  }

  /** Each certificate below the anchor with its issuer, the end entity first. */
  List<IssuedCertificate> issued() {
    List<X509Certificate> all = certificates();
    return IntStream.range(0, belowAnchor.size())
        .mapToObj(i -> new IssuedCertificate(all.get(i), all.get(i + 1)))
        .toList();
  }

  /** RFC 5280 §6.1: the same name in subject and issuer, as when an authority changes its key. */
  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
