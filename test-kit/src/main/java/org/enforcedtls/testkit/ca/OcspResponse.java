package org.enforcedtls.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** What an authority itself answers about a certificate. Immutable. */
record OcspResponse(TestCertificate about, OcspStatus status, Instant now) {
  private static final Duration VALIDITY = Duration.ofDays(3);

  byte[] signedBy(TestCertificate authority) {
    String algorithm =
        "SHA256with" + (authority.privateKey().getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
    try {
      X509CertificateHolder issuer = new JcaX509CertificateHolder(authority.certificate());
      BasicOCSPRespBuilder form = new BasicOCSPRespBuilder(new RespID(issuer.getSubject()));
      form.addResponse(
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              issuer,
              about.certificate().getSerialNumber()),
          said(),
          Date.from(now),
          Date.from(now.plus(VALIDITY)));
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              form.build(
                  new JcaContentSignerBuilder(algorithm).build(authority.privateKey()),
                  new X509CertificateHolder[0],
                  Date.from(now)))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalArgumentException("no OCSP response can be signed with " + algorithm, e);
    }
  }

  private CertificateStatus said() {
    return switch (status) {
      case GOOD -> CertificateStatus.GOOD;
      case REVOKED -> new RevokedStatus(Date.from(now), CRLReason.keyCompromise);
      case UNKNOWN -> new UnknownStatus();
    };
  }
}
