package org.enforcedtls.trust;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads the certificates of a PEM file, and refuses to skip over a damaged one. */
final class PemParser {
  private final String file;
  private final String text;

  PemParser(String file, String text) {
    this.file = file;
    this.text = text;
  }

  List<TrustAnchor> anchors() throws IOException {
    List<TrustAnchor> anchors = new ArrayList<>();
    for (PemBlock block : PemBlock.read(file, text, "CERTIFICATE")) {
      anchors.add(anchor(block));
    }
    return anchors;
  }

  private TrustAnchor anchor(PemBlock block) throws IOException {
    try {
      X509Certificate certificate = Certificates.parse(block.der());
      return new TrustAnchor(
          certificate, DistinguishedName.subjectOf(certificate), file + ":" + block.line(), null);
    } catch (CertificateException e) {
      throw AnchorFile.malformed(
          file, block.line(), "an X.509 certificate", String.valueOf(e.getMessage()));
    }
  }
}
