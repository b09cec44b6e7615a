package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The subject alternative names of a certificate, as octets and letters that nobody has judged yet.
 */
record PresentedNames(List<GeneralName> all) {
  /** More than any public authority puts into one certificate. */
  private static final int MAX_NAMES = 2000;

  PresentedNames {
    all = List.copyOf(all);
  }

  /**
   * Reads the names.
   *
   * @throws CertificateParsingException if the extension is malformed or holds too many names
   */
  static PresentedNames of(X509Certificate certificate) throws CertificateParsingException {
    PresentedNames names =
        Extensions.read(
                certificate,
                Extension.subjectAlternativeName,
                value ->
                    new PresentedNames(Arrays.asList(GeneralNames.getInstance(value).getNames())))
            .orElse(new PresentedNames(List.of()));
    if (names.all.size() > MAX_NAMES) {
      throw new CertificateParsingException(
          "expected at most " + MAX_NAMES + " names, found " + names.all.size());
    }
    return names;
  }

  /** The dNSNames, malformed ones included. */
  List<String> dnsNames() {
    return all.stream()
        .filter(name -> name.getTagNo() == GeneralName.dNSName)
        .map(PresentedNames::dnsName)
        .toList();
  }

  /** The iPAddresses; of 4 or 16 octets if well formed. */
  List<byte[]> addresses() {
    return all.stream()
        .filter(name -> name.getTagNo() == GeneralName.iPAddress)
        .map(PresentedNames::address)
        .toList();
  }

  static String dnsName(GeneralName name) {
    return ASN1IA5String.getInstance(name.getName()).getString();
  }

  static byte[] address(GeneralName name) {
    return ASN1OctetString.getInstance(name.getName()).getOctets();
  }
}
