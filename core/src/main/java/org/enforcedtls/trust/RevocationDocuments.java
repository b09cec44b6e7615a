package org.enforcedtls.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.cert.CRLException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.Extensions;
import org.enforcedtls.internal.text.ForeignText;

/** Puts the question that a fetcher carries, and reads what it brings. Safe for several threads. */
final class RevocationDocuments {
  private final RevocationFetcher fetcher;

  RevocationDocuments(RevocationFetcher fetcher) {
    this.fetcher = fetcher;
  }

  /** Never fails: what could not be had is a document that says so. Blocking. */
  RevocationDocument fetch(RevocationSource source, URI url, IssuedCertificate issued) {
    String name = ForeignText.of(url.toString());
    try {
      return switch (source) {
        case OCSP -> OcspAnswer.fetched(name, fetcher.ocspResponse(url, request(issued)));
        case CRL -> list(name, fetcher.crl(url));
      };
    } catch (IOException e) {
      return new NothingFetched(
          (source == RevocationSource.OCSP ? "OCSP " : "CRL ")
              + name
              + " not fetched: "
              + ForeignText.of(String.valueOf(e.getMessage())));
    }
  }

  private static RevocationDocument list(String name, byte[] octets) {
    try {
      return RevocationList.parse(name, octets);
    } catch (CRLException e) {
      return new NothingFetched(
          "CRL " + name + " is malformed: " + ForeignText.of(String.valueOf(e.getMessage())));
    }
  }

  /**
   * An unsigned request for one certificate (RFC 6960 §4.1.1).
   *
   * <p>Without nonce (RFC 6960 §4.4.1): most responders answer from what was signed beforehand and
   * take no notice of one, and an answer that is played again says nothing worse than a staple of
   * the same age would.
   */
  static byte[] request(IssuedCertificate issued) {
    Extensions none = null;
    Request about = new Request(CertificateId.of(issued), none);
    TBSRequest question = new TBSRequest(null, new DERSequence(about), none);
    try {
      return new OCSPRequest(question, null).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
