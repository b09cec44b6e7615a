package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateIdTest {
  /** Whose name and whose key are hashed, by which digest, and how far off the serial number is. */
  @ParameterizedTest
  @CsvSource({
    "SHA-1,   issuer, issuer, 1, false",
    "SHA-1,   root,   issuer, 0, false",
    "SHA-1,   issuer, root,   0, false",
    "SHA-224, issuer, issuer, 0, false",
    "MD5,     issuer, issuer, 0, false",
    "SHA-1,   issuer, issuer, 0, true",
    "SHA-256, issuer, issuer, 0, true",
    "SHA-384, issuer, issuer, 0, true",
    "SHA-512, issuer, issuer, 0, true"
  })
  void identifierNamesACertificateByAllOfItsParts(
      String digest, String name, String key, int serialNumberOff, boolean isNamed)
      throws NoSuchAlgorithmException {
    BigInteger serialNumber =
        SERVER.certificate().getSerialNumber().add(BigInteger.valueOf(serialNumberOff));
    CertID id =
        new CertID(
            new DefaultDigestAlgorithmIdentifierFinder().find(digest),
            hash(digest, issuer(name).certificate().getSubjectX500Principal().getEncoded()),
            hash(
                digest,
                SubjectPublicKeyInfo.getInstance(issuer(key).keys().getPublic().getEncoded())
                    .getPublicKeyData()
                    .getOctets()),
            new ASN1Integer(serialNumber));
    assertThat(CertificateId.names(id, SERVER.certificate(), INTERMEDIATE.certificate()))
        .isEqualTo(isNamed);
  }

  private static Issued issuer(String name) {
    return name.equals("root") ? ROOT : INTERMEDIATE;
  }

  private static DEROctetString hash(String digest, byte[] octets) throws NoSuchAlgorithmException {
    return new DEROctetString(MessageDigest.getInstance(digest).digest(octets));
  }
}
