package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.enforcedtls.internal.text.ForeignText;

/** Shows distinguished names, and reads single attributes out of them. */
final class DistinguishedName {
  private DistinguishedName() {}

  static List<String> organisations(X500Principal name) {
    return values(name, BCStyle.O);
  }

  static List<String> commonNames(X500Principal name) {
    return values(name, BCStyle.CN);
  }

  /** The subject, fit to be shown. */
  static String subjectOf(X509Certificate certificate) {
    return shown(certificate.getSubjectX500Principal(), "(empty subject)");
  }

  /** The issuer, fit to be shown. */
  static String issuerOf(X509Certificate certificate) {
    return shown(certificate.getIssuerX500Principal(), "(empty issuer)");
  }

  private static String shown(X500Principal name, String ifEmpty) {
    String text = name.getName();
    return text.isEmpty() ? ifEmpty : ForeignText.of(text);
  }

  private static List<String> values(X500Principal name, ASN1ObjectIdentifier type) {
    return Arrays.stream(X500Name.getInstance(name.getEncoded()).getRDNs(type))
        .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
        .filter(attribute -> attribute.getType().equals(type))
        .map(AttributeTypeAndValue::getValue)
        .map(DistinguishedName::text)
        .toList();
  }

  private static String text(ASN1Encodable value) {
    return value instanceof ASN1String string ? string.getString() : value.toString();
  }
}
