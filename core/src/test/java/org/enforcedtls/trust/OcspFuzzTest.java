package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.enforcedtls.trust.Recipe.Issued;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.junit.jupiter.params.provider.MethodSource;

final class OcspFuzzTest {
  private static final Issued SERVER = RepeatableScene.SERVER;
  private static final Issued ISSUER = RepeatableScene.INTERMEDIATE;
  private static final Issued RESPONDER =
      RepeatableScene.repeatable(Recipe.subject("CN=Responder"), 5)
          .extension(
              Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
          .issuedBy(ISSUER);
  private static final Instant NOW = Recipe.NOW;

  private static OcspRecipe recipe() {
    return OcspRecipe.about(SERVER, ISSUER).signedWith("Ed25519");
  }

  static Stream<byte[]> staples() {
    return Stream.of(
        recipe().octets(),
        recipe().signedBy(RESPONDER).enclosing(RESPONDER).octets(),
        recipe().namedBySha256().responderNamedByKey().extension(false).octets());
  }

  /** All of these say good: so no change may make anybody say anything else. */
  @MethodSource("staples")
  @FuzzTest
  void changedStapleSaysTheSameOrNothing(byte[] octets) {
    RevocationAnswer answer = answer(octets);
    if (!(answer instanceof NoAnswer)) {
      assertThat(answer).isEqualTo(new Good("staple", NOW.minusSeconds(60)));
    }
  }

  static Stream<byte[]> responseData() {
    return Stream.of(
            recipe(),
            recipe().revoked("2026-11-20T00:00:00Z", 1),
            recipe().status(new UnknownStatus()),
            recipe().updates(NOW.minusSeconds(60), null).singleExtension(true),
            recipe().namedBySha256().responderNamedByKey().extension(false))
        .map(OcspRecipe::octets)
        .map(OcspFuzzTest::signedPart);
  }

  private static byte[] signedPart(byte[] staple) {
    PlainDer bytes = PlainDer.of(staple).elements().get(1).elements().get(0);
    PlainDer basic = PlainDer.of(bytes.elements().get(1).content());
    PlainDer data = basic.elements().get(0);
    return PlainDer.encoded(data.tag(), data.content());
  }

  /** Response data that the issuer signs, whatever it is. */
  @MethodSource("responseData")
  @FuzzTest
  void signedAnswerIsTheOneThatAPlainReaderFinds(byte[] data) throws IOException {
    byte[] basic = PlainDer.signed(data, ISSUER);
    RevocationAnswer answer = answer(OcspRecipe.wrapped(OCSPResponseStatus.SUCCESSFUL, basic));
    if (answer instanceof Good) {
      assertThat(statusesOfServer(data)).contains(0x80);
    } else if (answer instanceof Revoked) {
      assertThat(statusesOfServer(data)).contains(0xA1);
    }
  }

  /** The tags of the statuses that the data has for the serial number of the server. */
  private static List<Integer> statusesOfServer(byte[] data) {
    return PlainDer.of(data).elements().stream()
        .filter(element -> element.tag() == PlainDer.SEQUENCE)
        .flatMap(responses -> responses.elements().stream())
        .map(PlainDer::elements)
        .filter(single -> isAboutServer(single.get(0)))
        .map(single -> single.get(1).tag())
        .toList();
  }

  private static boolean isAboutServer(PlainDer certificateId) {
    return new BigInteger(certificateId.elements().get(3).content())
        .equals(SERVER.certificate().getSerialNumber());
  }

  private static RevocationAnswer answer(byte[] staple) {
    return OcspAnswer.stapled(staple).answer(SERVER.certificate(), ISSUER.certificate(), NOW);
  }
}
