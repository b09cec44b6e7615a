package org.enforcedtls.trust;

import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Reads single attributes out of a subject. */
final class DistinguishedName {
  private DistinguishedName() {}

  static List<String> organisations(X500Principal name) {
    return values(name, BCStyle.O);
  }

  static List<String> commonNames(X500Principal name) {
    return values(name, BCStyle.CN);
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
