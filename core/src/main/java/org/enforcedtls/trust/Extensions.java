package org.enforcedtls.trust;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;

/** Reads one extension of a certificate. */
final class Extensions {
  private Extensions() {}

  /**
   * Reads an extension; absent is a value, malformed an exception.
   *
   * <p>Bouncy Castle reports malformed octets by several unchecked exceptions, and some only when a
   * part is looked at: so the reader must take everything out that it will need.
   */
  static <T> Optional<T> read(
      X509Certificate certificate, ASN1ObjectIdentifier type, Function<ASN1Primitive, T> reader)
      throws CertificateParsingException {
    byte[] value = certificate.getExtensionValue(type.getId());
    if (value == null) {
      return Optional.empty();
    }
    try {
      byte[] content = ASN1OctetString.getInstance(value).getOctets();
      return Optional.of(reader.apply(ASN1Primitive.fromByteArray(content)));
    } catch (IOException | RuntimeException e) {
      throw new CertificateParsingException("malformed extension " + type + ": " + e, e);
    }
  }
}
