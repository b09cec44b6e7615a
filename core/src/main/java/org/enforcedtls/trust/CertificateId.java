package org.enforcedtls.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Which certificate an OCSP answer is about (RFC 6960 §4.1.1). */
final class CertificateId {
  /** SHA-1 is what responders use; it names here and proves nothing. */
  private static final Map<ASN1ObjectIdentifier, String> DIGESTS =
      Map.of(
          OIWObjectIdentifiers.idSHA1, "SHA-1",
          NISTObjectIdentifiers.id_sha256, "SHA-256",
          NISTObjectIdentifiers.id_sha384, "SHA-384",
          NISTObjectIdentifiers.id_sha512, "SHA-512");

  private CertificateId() {}

  /** How a responder is asked about a certificate. */
  static CertID of(IssuedCertificate issued) {
    X509Certificate issuer = issued.issuer();
    return new CertID(
        new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
        new DEROctetString(digest("SHA-1", issuer.getSubjectX500Principal().getEncoded())),
        new DEROctetString(digest("SHA-1", keyBits(issuer.getPublicKey()))),
        new ASN1Integer(issued.certificate().getSerialNumber()));
  }

  static boolean names(CertID id, X509Certificate certificate, X509Certificate issuer) {
    String digest = DIGESTS.get(id.getHashAlgorithm().getAlgorithm());
    return digest != null
        && id.getSerialNumber().getValue().equals(certificate.getSerialNumber())
        && Arrays.equals(
            id.getIssuerNameHash().getOctets(),
            digest(digest, issuer.getSubjectX500Principal().getEncoded()))
        && Arrays.equals(
            id.getIssuerKeyHash().getOctets(), digest(digest, keyBits(issuer.getPublicKey())));
  }

  /** How a responder names itself by its key (RFC 6960 §4.2.1). */
  static byte[] responderKeyHash(PublicKey key) {
    return digest("SHA-1", keyBits(key));
  }

  private static byte[] keyBits(PublicKey key) {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getOctets();
  }

  private static byte[] digest(String algorithm, byte[] octets) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("the platform has no " + algorithm, e);
    }
  }
}
