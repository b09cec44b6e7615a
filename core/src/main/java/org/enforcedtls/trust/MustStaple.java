package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;

/** Whether a certificate binds its server to staple, by the TLS feature extension of RFC 7633. */
final class MustStaple {
  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  /** The TLS extensions status_request and status_request_v2. */
  private static final List<Integer> STATUS_REQUESTS = List.of(5, 17);

  private MustStaple() {}

  /** What cannot be read is taken for the stricter. */
  static boolean binds(X509Certificate certificate) {
    try {
      return Extensions.read(
              certificate, TLS_FEATURE, value -> features(ASN1Sequence.getInstance(value)))
          .orElse(List.of())
          .stream()
          .anyMatch(STATUS_REQUESTS::contains);
    } catch (CertificateParsingException e) {
      return true;
    }
  }

  private static List<Integer> features(ASN1Sequence numbers) {
    List<Integer> features = new ArrayList<>();
    for (ASN1Encodable number : numbers) {
      features.add(ASN1Integer.getInstance(number).intValueExact());
    }
    return features;
  }
}
