package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enforcedtls.internal.text.ForeignText;

/** Collects the facts of one finding. For one thread. */
final class Evidence {
  private final Map<String, String> facts = new LinkedHashMap<>();

  private Evidence() {}

  static Evidence none() {
    return new Evidence();
  }

  static Evidence about(X509Certificate certificate) {
    return none()
        .with("certificate", DistinguishedName.subjectOf(certificate))
        .with("certificateSha256", Certificates.sha256Of(certificate));
  }

  Evidence with(String key, Object value) {
    facts.put(key, value.toString());
    return this;
  }

  /** A finding whose text says what was expected and what was found instead. */
  CertificateFinding finding(CertificateFinding.Kind kind, String expected, String found) {
    String subject = facts.containsKey("certificate") ? facts.get("certificate") + ": " : "";
    return new CertificateFinding(
        kind, subject + "expected " + expected + ", found " + found, facts);
  }

  /** A certificate that is not allowed to be what it is in its place. */
  static CertificateFinding unsuitable(X509Certificate certificate, String expected, String found) {
    String bounded = ForeignText.of(found);
    return about(certificate)
        .with("expected", expected)
        .with("presented", bounded)
        .finding(CertificateFinding.Kind.UNSUITABLE, expected, bounded);
  }
}
