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
 * An OCSP response, stapled to a handshake or of a responder. It may hold anything: whatever is not
 * a valid answer (RFC 6960 §3.2) is no answer. Immutable.
 */
final class OcspAnswer implements RevocationDocument {
  private static final int MAX_OCTETS = RevocationFetcher.MAX_OCSP_OCTETS;

  /** The tags of RFC 6960 §4.2.1. */
  private static final int GOOD = 0;

  private static final int REVOKED = 1;

  private final String source;
  private final int octets;
  private final @Nullable BasicOCSPResponse response;
  private final String fault;

  private OcspAnswer(
      String source, int octets, @Nullable BasicOCSPResponse response, String fault) {
    this.source = source;
    this.octets = octets;
    this.response = response;
    this.fault = fault;
  }

  /** One that came with a handshake. */
  static OcspAnswer stapled(byte[] octets) {
    return parse("staple", octets);
  }

  /** One of a responder, which people know by its URL. */
  static OcspAnswer fetched(String url, byte[] octets) {
    return parse("OCSP " + url, octets);
  }

  private static OcspAnswer parse(String source, byte[] octets) {
    if (octets.length > MAX_OCTETS) {
      return new OcspAnswer(source, 0, null, "of more than " + MAX_OCTETS + " octets");
    }
    try {
      return new OcspAnswer(source, octets.length, basicResponse(octets), "");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new OcspAnswer(source, 0, null, malformed(e));
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

  @Override
  public RevocationAnswer answer(X509Certificate certificate, X509Certificate issuer, Instant at) {
    if (response == null) {
      return none(fault);
    }
    try {
      return answer(response, new IssuedCertificate(certificate, issuer), at);
    } catch (IOException | ParseException | RuntimeException | StackOverflowError e) {
      // The parser reports malformed octets so, and some only when a part is looked at.
      return none(malformed(e));
    }
  }

  /** The first of the moments from which one of its answers is too old. */
  @Override
  public Optional<Instant> freshUntil(
      X509Certificate certificate, X509Certificate issuer, Instant at) {
    if (response == null || answer(certificate, issuer, at) instanceof NoAnswer) {
      return Optional.empty();
    }
    try {
      Instant first = Instant.MAX;
      for (SingleResponse single : about(response, new IssuedCertificate(certificate, issuer))) {
        Instant end = window(single).end();
        first = end.isBefore(first) ? end : first;
      }
      return Optional.of(first);
    } catch (ParseException e) {
      throw new AssertionError("read a moment ago", e);
    }
  }

  @Override
  public int octets() {
    return octets;
  }

  private RevocationAnswer answer(BasicOCSPResponse basic, IssuedCertificate issued, Instant at)
      throws IOException, ParseException {
    List<SingleResponse> about = about(basic, issued);
    if (about.isEmpty()) {
      return none("about another certificate");
    }
    if (hasCritical(basic.getTbsResponseData().getResponseExtensions())) {
      return none("with a critical extension that is not understood");
    }
    Instant producedAt = instant(basic.getTbsResponseData().getProducedAt());
    if (producedAt.isAfter(at.plus(UpdateWindow.TOLERANCE))) {
      return none("from the future, producedAt " + producedAt);
    }
    Optional<String> unsigned = new OcspResponder(issued.issuer(), at).fault(basic);
    if (unsigned.isPresent()) {
      return none(unsigned.get());
    }
    List<RevocationAnswer> answers = new ArrayList<>();
    for (SingleResponse single : about) {
      answers.add(answer(single, at));
    }
    return RevocationAnswers.joined(answers);
  }

  private static List<SingleResponse> about(BasicOCSPResponse basic, IssuedCertificate issued) {
    List<SingleResponse> about = new ArrayList<>();
    for (ASN1Encodable item : basic.getTbsResponseData().getResponses()) {
      SingleResponse single = SingleResponse.getInstance(item);
      if (CertificateId.names(single.getCertID(), issued.certificate(), issued.issuer())) {
        about.add(single);
      }
    }
    return about;
  }

  private RevocationAnswer answer(SingleResponse single, Instant at) throws ParseException {
    if (hasCritical(single.getSingleExtensions())) {
      return none("with a critical extension that is not understood");
    }
    UpdateWindow window = window(single);
    Optional<String> untimely = window.fault(at);
    if (untimely.isPresent()) {
      return none(untimely.get());
    }
    return switch (single.getCertStatus().getTagNo()) {
      case GOOD -> new Good(source, window.thisUpdate());
      case REVOKED -> revoked(RevokedInfo.getInstance(single.getCertStatus().getStatus()));
      default -> none("from a responder that does not know the certificate");
    };
  }

  private static UpdateWindow window(SingleResponse single) throws ParseException {
    ASN1GeneralizedTime next = single.getNextUpdate();
    return new UpdateWindow(instant(single.getThisUpdate()), next == null ? null : instant(next));
  }

  private Revoked revoked(RevokedInfo info) throws ParseException {
    int reason =
        info.getRevocationReason() == null ? 0 : info.getRevocationReason().getValue().intValue();
    return new Revoked(source, instant(info.getRevocationTime()), RevocationReason.name(reason));
  }

  private static boolean hasCritical(@Nullable Extensions extensions) {
    return extensions != null
        && Arrays.stream(extensions.getExtensionOIDs())
            .anyMatch(type -> extensions.getExtension(type).isCritical());
  }

  private static Instant instant(ASN1GeneralizedTime time) throws ParseException {
    return time.getDate().toInstant();
  }

  private static String malformed(Throwable e) {
    return "malformed: " + ForeignText.of(String.valueOf(e.getMessage()));
  }

  private NoAnswer none(String why) {
    return new NoAnswer(source + " " + why);
  }
}
