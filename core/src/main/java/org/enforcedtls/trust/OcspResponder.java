package org.enforcedtls.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Who signed an OCSP response: the issuer of the certificate, or a responder that this issuer
 * itself authorised (RFC 6960 §4.2.2.2). Nobody else is believed. For one check and one thread.
 *
 * <p>Laxer than RFC 6960 §4.2.2.2.1: whether the responder's own certificate was revoked is not
 * asked, whether or not it has id-pkix-ocsp-nocheck; the issuer replaces it often.
 */
final class OcspResponder {
  private static final String OCSP_SIGNING = KeyPurposeId.id_kp_OCSPSigning.getId();
  private static final int MAX_CERTIFICATES = 8;

  /** Positions in the array of {@link X509Certificate#getKeyUsage()}. */
  private static final int DIGITAL_SIGNATURE = 0;

  private static final int NON_REPUDIATION = 1;

  private final X509Certificate issuer;
  private final Instant at;
  private final List<String> faults = new ArrayList<>();

  OcspResponder(X509Certificate issuer, Instant at) {
    this.issuer = issuer;
    this.at = at;
  }

  /** Why nobody who may has signed it; empty if somebody has. */
  Optional<String> fault(BasicOCSPResponse response) throws IOException {
    ResponderID id = response.getTbsResponseData().getResponderID();
    if (names(id, issuer) && hasSigned(issuer, response)) {
      return Optional.empty();
    }
    for (X509Certificate delegate : certificates(response)) {
      if (names(id, delegate) && isAuthorised(delegate) && hasSigned(delegate, response)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        faults.isEmpty()
            ? "signed by neither the issuer nor a responder that it authorised"
            : String.join(", ", faults));
  }

  private static List<X509Certificate> certificates(BasicOCSPResponse response) throws IOException {
    List<X509Certificate> readable = new ArrayList<>();
    if (response.getCerts() == null) {
      return readable;
    }
    for (ASN1Encodable certificate : response.getCerts()) {
      if (readable.size() < MAX_CERTIFICATES) {
        try {
          readable.add(Certificates.parse(certificate.toASN1Primitive().getEncoded()));
        } catch (CertificateException e) {
          throw new IOException("a malformed certificate: " + e.getMessage(), e);
        }
      }
    }
    return readable;
  }

  private static boolean names(ResponderID id, X509Certificate certificate) throws IOException {
    return id.getName() == null
        ? Arrays.equals(id.getKeyHash(), CertificateId.responderKeyHash(certificate.getPublicKey()))
        : new X500Principal(id.getName().getEncoded())
            .equals(certificate.getSubjectX500Principal());
  }

  private boolean hasSigned(X509Certificate signer, BasicOCSPResponse response) throws IOException {
    boolean isGood =
        SignatureCheck.isGood(
            response.getSignatureAlgorithm(),
            response.getTbsResponseData().getEncoded(ASN1Encoding.DER),
            response.getSignature().getOctets(),
            signer.getPublicKey());
    if (!isGood) {
      faults.add("not validly signed with SHA-256 or better");
    }
    return isGood;
  }

  private boolean isAuthorised(X509Certificate delegate) {
    Optional<String> fault = fault(delegate);
    fault.ifPresent(faults::add);
    return fault.isEmpty();
  }

  private Optional<String> fault(X509Certificate delegate) {
    if (!isIssued(delegate)) {
      return Optional.of("signed by a responder that the issuer did not authorise");
    }
    if (!mayRespond(delegate)) {
      return Optional.of("signed by a responder without the right to");
    }
    if (!Validity.includes(delegate, at)) {
      return Optional.of("signed by a responder out of its dates");
    }
    return SignatureStrength.check(delegate).isEmpty() && KeyStrength.isAtLeastFloor(delegate)
        ? Optional.empty()
        : Optional.of("signed by a responder with a weak key or signature");
  }

  private boolean isIssued(X509Certificate delegate) {
    if (!delegate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      delegate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | ProviderException e) {
      return false;
    }
  }

  private static boolean mayRespond(X509Certificate delegate) {
    boolean[] usage = delegate.getKeyUsage();
    try {
      List<String> purposes = delegate.getExtendedKeyUsage();
      return purposes != null
          && purposes.contains(OCSP_SIGNING)
          && (usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])
          && CertificateUse.foreignCriticalExtensions(delegate).isEmpty();
    } catch (CertificateParsingException e) {
      return false;
    }
  }
}
