package org.enforcedtls.testkit.ca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** How one certificate is signed. For one thread. */
final class Signing {
  private String digest = "SHA256";
  private boolean damaged;

  void digest(String name) {
    this.digest = name;
  }

  void damage() {
    this.damaged = true;
  }

  X509Certificate sign(X509v3CertificateBuilder form, PrivateKey key) {
    String algorithm = digest + "with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
    try {
      byte[] der = form.build(new JcaContentSignerBuilder(algorithm).build(key)).getEncoded();
      if (damaged) {
        der[der.length - 1] ^= 1;
      }
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (OperatorCreationException e) {
      throw new IllegalArgumentException("no certificate can be signed with " + algorithm, e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "the JDK does not read such a certificate: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
