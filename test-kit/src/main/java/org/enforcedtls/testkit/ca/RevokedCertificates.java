package org.enforcedtls.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What an authority has revoked. Immutable. */
record RevokedCertificates(List<TestCertificate> revoked, Instant now) {
  private static final Duration VALIDITY = Duration.ofDays(7);

  byte[] list(X500Name issuer, PrivateKey key) {
    X509v2CRLBuilder form = new X509v2CRLBuilder(issuer, Date.from(now));
    form.setNextUpdate(Date.from(now.plus(VALIDITY)));
    for (TestCertificate certificate : revoked) {
      form.addCRLEntry(
          certificate.certificate().getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
    }
    String algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
    try {
      return form.build(new JcaContentSignerBuilder(algorithm).build(key)).getEncoded();
    } catch (OperatorCreationException e) {
      throw new IllegalArgumentException("no CRL can be signed with " + algorithm, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
