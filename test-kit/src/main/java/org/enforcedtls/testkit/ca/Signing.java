package org.enforcedtls.testkit.ca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** How one certificate is signed. For one thread. */
final class Signing {
  private static final String PSS_KEY = "RSASSA-PSS";

  private String digest = "SHA256";
  private boolean isPss;
  private boolean damaged;

  void digest(String name) {
    this.digest = name;
  }

  void pss() {
    this.isPss = true;
  }

  void damage() {
    this.damaged = true;
  }

  X509Certificate sign(X509v3CertificateBuilder form, PrivateKey key) {
    String algorithm = digest + "with" + scheme(key);
    try {
      byte[] der = form.build(signer(algorithm, key)).getEncoded();
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

  private String scheme(PrivateKey key) {
    if (isPss || key.getAlgorithm().equals(PSS_KEY)) {
      return "RSAandMGF1";
    }
    return key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
  }

  /** The JDK has RSASSA-PSS under a name that the builder does not ask for. */
  private static ContentSigner signer(String algorithm, PrivateKey key)
      throws OperatorCreationException {
    JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
    return (algorithm.endsWith("MGF1") ? signer.setProvider(new BouncyCastleProvider()) : signer)
        .build(key);
  }
}
