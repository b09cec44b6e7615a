package org.enforcedtls.internal.session;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a peer presented, as the JDK reads it: a verdict does not hang on the TLS engine's reader.
 */
final class PresentedCertificates {
  private PresentedCertificates() {}

  /**
   * Reads a chain again, unless the JDK itself has read it.
   *
   * @throws CertificateException if the JDK cannot read what the engine could
   */
  static List<X509Certificate> of(Certificate[] chain) throws CertificateException {
    List<X509Certificate> read = new ArrayList<>();
    for (Certificate certificate : chain) {
      read.add(asTheJdkReadsIt(certificate));
    }
    return read;
  }

  private static X509Certificate asTheJdkReadsIt(Certificate certificate)
      throws CertificateException {
    boolean isOfTheJdk = certificate.getClass().getModule() == Object.class.getModule();
    if (isOfTheJdk && certificate instanceof X509Certificate x509) {
      return x509;
    }
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }
}
