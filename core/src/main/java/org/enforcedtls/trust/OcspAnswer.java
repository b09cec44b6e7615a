package org.enforcedtls.trust;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extensions;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.jspecify.annotations.Nullable;

/**
 * An OCSP response that came with a handshake. It may hold anything: whatever is not a valid answer
 * (RFC 6960 §3.2) is no answer. Immutable.
 */
final class OcspAnswer {
  static final int MAX_OCTETS = 64 * 1024;
  private static final String SOURCE = "staple";

  /** The tags of RFC 6960 §4.2.1. */
  private static final int GOOD = 0;

  private static final int REVOKED = 1;

  private final @Nullable BasicOCSPResponse response;
  private final String fault;

  private OcspAnswer(@Nullable BasicOCSPResponse response, String fault) {
    this.response = response;
    this.fault = fault;
  }

  static OcspAnswer parse(byte[] octets) {
    if (octets.length > MAX_OCTETS) {
      return new OcspAnswer(null, "of more than " + MAX_OCTETS + " octets");
    }
    try {
      return new OcspAnswer(basicResponse(octets), "");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new OcspAnswer(null, "malformed: " + ForeignText.of(String.valueOf(e.getMessage())));
    }
  }

  private static BasicOCSPResponse basicResponse(byte[] octets) throws IOException {
    OCSPResponse whole = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(octets));
    int status = whole.getResponseStatus().getIntValue();
    if (status != OCSPResponseStatus.SUCCESSFUL) {
      throw new IOException("response status " + status);
    }
    ResponseBytes bytes = whole.getResponseBytes();
    if (bytes == null
        || !bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
      throw new IOException("not a basic response");
    }
    return BasicOCSPResponse.getInstance(
        ASN1Primitive.fromByteArray(bytes.getResponse().getOctets()));
  }

  /** What it says of a certificate. */
  RevocationAnswer answer(X509Certificate certificate, X509Certificate issuer, Instant at) {
    if (response == null) {
      return none(fault);
    }
    try {
      return answer(response, certificate, issuer, at);
    } catch (IOException | ParseException | RuntimeException | StackOverflowError e) {
      // The parser reports malformed octets so, and some only when a part is looked at.
      return none("malformed: " + ForeignText.of(String.valueOf(e.getMessage())));
    }
  }

  private static RevocationAnswer answer(
      BasicOCSPResponse response, X509Certificate certificate, X509Certificate issuer, Instant at)
      throws IOException, ParseException {
    List<SingleResponse> about = new ArrayList<>();
    for (ASN1Encodable item : response.getTbsResponseData().getResponses()) {
      SingleResponse single = SingleResponse.getInstance(item);
      if (CertificateId.names(single.getCertID(), certificate, issuer)) {
        about.add(single);
      }
    }
    if (about.isEmpty()) {
      return none("about another certificate");
    }
    if (hasCritical(response.getTbsResponseData().getResponseExtensions())) {
      return none("with a critical extension that is not understood");
    }
    Instant producedAt = instant(response.getTbsResponseData().getProducedAt());
    if (producedAt.isAfter(at.plus(UpdateWindow.TOLERANCE))) {
      return none("from the future, producedAt " + producedAt);
    }
    Optional<String> unsigned = new OcspResponder(issuer, at).fault(response);
    if (unsigned.isPresent()) {
      return none(unsigned.get());
    }
    List<RevocationAnswer> answers = new ArrayList<>();
    for (SingleResponse single : about) {
      answers.add(answer(single, at));
    }
    return RevocationAnswers.joined(answers);
  }

  private static RevocationAnswer answer(SingleResponse single, Instant at) throws ParseException {
    if (hasCritical(single.getSingleExtensions())) {
      return none("with a critical extension that is not understood");
    }
    Instant thisUpdate = instant(single.getThisUpdate());
    ASN1GeneralizedTime next = single.getNextUpdate();
    Optional<String> untimely =
        new UpdateWindow(thisUpdate, next == null ? null : instant(next)).fault(at);
    if (untimely.isPresent()) {
      return none(untimely.get());
    }
    return switch (single.getCertStatus().getTagNo()) {
      case GOOD -> new Good(SOURCE, thisUpdate);
      case REVOKED -> revoked(RevokedInfo.getInstance(single.getCertStatus().getStatus()));
      default -> none("from a responder that does not know the certificate");
    };
  }

  private static Revoked revoked(RevokedInfo info) throws ParseException {
    int reason =
        info.getRevocationReason() == null ? 0 : info.getRevocationReason().getValue().intValue();
    return new Revoked(SOURCE, instant(info.getRevocationTime()), RevocationReason.name(reason));
  }

  private static boolean hasCritical(@Nullable Extensions extensions) {
    return extensions != null
        && Arrays.stream(extensions.getExtensionOIDs())
            .anyMatch(type -> extensions.getExtension(type).isCritical());
  }

  private static Instant instant(ASN1GeneralizedTime time) throws ParseException {
    return time.getDate().toInstant();
  }

  private static NoAnswer none(String why) {
    return new NoAnswer("staple " + why);
  }
}
