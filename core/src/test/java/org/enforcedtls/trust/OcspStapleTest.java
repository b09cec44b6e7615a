package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.Recipe.NOW;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.enforcedtls.trust.Recipe.Issued;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a staple says of a server, of whom it is no valid answer most of the time. */
final class OcspStapleTest {
  private static final String NOT_AUTHORISED =
      "staple signed by a responder that the issuer did not authorise";
  private static final String NO_RIGHT = "staple signed by a responder without the right to";
  private static final String NOBODY =
      "staple signed by neither the issuer nor a responder that it authorised";
  private static final Issued NAMESAKE =
      Recipe.authority("CN=Intermediate,O=DigiCert Inc").issuedBy(ROOT);
  private static final Issued RESPONDER = responder().issuedBy(INTERMEDIATE);

  private static Recipe responder() {
    return Recipe.subject("CN=Responder")
        .nonCritical(Extension.extendedKeyUsage, signing())
        .nonCritical(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, DERNull.INSTANCE);
  }

  private static ExtendedKeyUsage signing() {
    return new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning);
  }

  private static OcspRecipe good() {
    return OcspRecipe.about(SERVER, INTERMEDIATE);
  }

  private static OcspRecipe delegated(Issued responder) {
    return good().signedBy(responder).enclosing(responder);
  }

  static Stream<Arguments> invalid() throws IOException {
    Instant future = NOW.plusSeconds(400);
    Instant past = NOW.minusSeconds(400);
    return Stream.of(
        row(
            "another serial number",
            OcspRecipe.about(RESPONDER, INTERMEDIATE),
            "about another certificate"),
        row("another issuer", good().namingIssuer(ROOT), "about another certificate"),
        row(
            "another key of the issuer's name",
            good().namingIssuer(NAMESAKE),
            "about another certificate"),
        row(
            "unknown",
            good().status(new UnknownStatus()),
            "from a responder that does not know the certificate"),
        row("expired", good().updates(past, past), "out of date, nextUpdate 2026-11-24T11:53:20Z"),
        row(
            "of the future",
            good().updates(future, future),
            "from the future, thisUpdate 2026-11-24T12:06:40Z"),
        row(
            "produced in the future",
            good().producedAt(future),
            "from the future, producedAt 2026-11-24T12:06:40Z"),
        row(
            "old without next update",
            good().updates(past, null),
            "without nextUpdate and old, thisUpdate 2026-11-24T11:53:20Z"),
        row(
            "critical extension",
            good().extension(true),
            "with a critical extension that is not understood"),
        row(
            "critical extension of the one",
            good().singleExtension(true),
            "with a critical extension that is not understood"),
        row(
            "SHA-1",
            good().signedWith("SHA1withECDSA"),
            "not validly signed with SHA-256 or better"),
        row(
            "SHA-224",
            good().signedWith("SHA224withECDSA"),
            "not validly signed with SHA-256 or better"),
        row(
            "signed by a namesake of the issuer",
            good().signedBy(NAMESAKE),
            "not validly signed with SHA-256 or better"),
        row("signed by the server itself", delegated(SERVER), NO_RIGHT),
        row("signed by the root, which is not the issuer", delegated(ROOT), NOT_AUTHORISED),
        row("responder not enclosed", good().signedBy(RESPONDER), NOBODY),
        row(
            "responder not named",
            good().signedBy(RESPONDER).namingResponder(SERVER).enclosing(RESPONDER),
            NOBODY),
        row(
            "authorised responder enclosed that has not signed",
            good().signedBy(SERVER).namingResponder(RESPONDER).enclosing(RESPONDER),
            "not validly signed with SHA-256 or better"),
        row(
            "responder behind eight others",
            good()
                .signedBy(RESPONDER)
                .enclosing(ROOT, ROOT, ROOT, ROOT, ROOT, ROOT, ROOT, ROOT, RESPONDER),
            NOBODY),
        row(
            "issuer of another name with the same key",
            delegated(responder().issuedBy(new Issued(ROOT.certificate(), INTERMEDIATE.keys()))),
            NOT_AUTHORISED),
        row(
            "responder without extended key usage",
            delegated(Recipe.subject("CN=R").issuedBy(INTERMEDIATE)),
            NO_RIGHT),
        row(
            "responder of a namesake of the issuer",
            delegated(responder().issuedBy(NAMESAKE)),
            NOT_AUTHORISED),
        row("responder of the root", delegated(responder().issuedBy(ROOT)), NOT_AUTHORISED),
        row("responder that nobody issued", delegated(responder().selfSigned()), NOT_AUTHORISED),
        row(
            "responder for servers only",
            delegated(
                Recipe.server("responder.example")
                    .nonCritical(
                        Extension.extendedKeyUsage,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .issuedBy(INTERMEDIATE)),
            NO_RIGHT),
        row(
            "responder for any purpose",
            delegated(
                Recipe.subject("CN=R")
                    .nonCritical(
                        Extension.extendedKeyUsage,
                        new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage))
                    .issuedBy(INTERMEDIATE)),
            NO_RIGHT),
        row(
            "responder that may not sign",
            delegated(
                responder()
                    .extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyEncipherment))
                    .issuedBy(INTERMEDIATE)),
            NO_RIGHT),
        row(
            "responder with a foreign critical extension",
            delegated(
                responder()
                    .extension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), DERNull.INSTANCE)
                    .issuedBy(INTERMEDIATE)),
            NO_RIGHT),
        row(
            "responder expired",
            delegated(responder().notAfter("2026-11-24T11:59:59Z").issuedBy(INTERMEDIATE)),
            "signed by a responder out of its dates"),
        row(
            "responder not yet valid",
            delegated(responder().notBefore("2026-11-24T12:00:01Z").issuedBy(INTERMEDIATE)),
            "signed by a responder out of its dates"),
        row(
            "responder issued with SHA-1",
            delegated(responder().signedWith("SHA1withECDSA").issuedBy(INTERMEDIATE)),
            "signed by a responder with a weak key or signature"),
        row(
            "responder with a short key",
            delegated(responder().keys("RSA 1024").issuedBy(INTERMEDIATE))
                .signedWith("SHA256withRSA"),
            "signed by a responder with a weak key or signature"),
        row("try later", OcspRecipe.wrapped(3, new byte[0]), "malformed: response status 3"),
        row(
            "of no known kind",
            new OCSPResponse(
                    new OCSPResponseStatus(0),
                    new ResponseBytes(
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                        new DEROctetString(good().basicOctets())))
                .getEncoded(),
            "malformed: not a basic response"),
        row(
            "successful without a response",
            new OCSPResponse(new OCSPResponseStatus(0), null).getEncoded(),
            "malformed: not a basic response"),
        row("too many octets", new byte[64 * 1024 + 1], "of more than 65536 octets"));
  }

  private static Arguments row(String what, OcspRecipe recipe, String why) {
    return row(what, recipe.octets(), why);
  }

  private static Arguments row(String what, byte[] octets, String why) {
    return Arguments.of(what, octets, why.startsWith("staple ") ? why : "staple " + why);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void whatIsNotValidIsNoAnswer(String what, byte[] octets, String why) {
    assertThat(answer(octets)).as(what).isEqualTo(new NoAnswer(why));
  }

  static Stream<Arguments> valid() {
    return Stream.of(
        Arguments.of("of the issuer", good()),
        Arguments.of("of the issuer, named by its key", good().responderNamedByKey()),
        Arguments.of("certificate named by SHA-256", good().namedBySha256()),
        Arguments.of("of a delegate", delegated(RESPONDER)),
        Arguments.of("of a delegate, named by its key", delegated(RESPONDER).responderNamedByKey()),
        Arguments.of(
            "of a delegate behind others",
            good().signedBy(RESPONDER).enclosing(ROOT, SERVER, RESPONDER)),
        Arguments.of(
            "of the eighth certificate",
            good()
                .signedBy(RESPONDER)
                .enclosing(ROOT, ROOT, ROOT, ROOT, ROOT, ROOT, ROOT, RESPONDER)),
        Arguments.of(
            "of a delegate that may sign",
            delegated(
                responder()
                    .extension(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
                    .issuedBy(INTERMEDIATE))),
        Arguments.of(
            "of a delegate that may vouch",
            delegated(
                responder()
                    .extension(Extension.keyUsage, new KeyUsage(KeyUsage.nonRepudiation))
                    .issuedBy(INTERMEDIATE))),
        Arguments.of(
            "of a delegate with an RSA key",
            delegated(responder().keys("RSA 2048").issuedBy(INTERMEDIATE))
                .signedWith("SHA256withRSA")),
        Arguments.of(
            "signed by RSASSA-PSS",
            delegated(responder().keys("RSA 2048").issuedBy(INTERMEDIATE))
                .signedWith("SHA256withRSAandMGF1")),
        Arguments.of(
            "signed by Ed25519",
            delegated(responder().keys("Ed25519").issuedBy(INTERMEDIATE)).signedWith("Ed25519")),
        Arguments.of("without next update", good().updates(NOW.minusSeconds(60), null)),
        Arguments.of("foreign extensions", good().extension(false).singleExtension(false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void validAnswerIsTaken(String what, OcspRecipe recipe) {
    Instant asOf = NOW.minusSeconds(60);
    assertThat(answer(recipe.octets())).as(what).isEqualTo(new Good("staple", asOf));
    recipe.revoked("2026-11-20T00:00:00Z", 1);
    assertThat(answer(recipe.octets()))
        .as(what)
        .isEqualTo(new Revoked("staple", Instant.parse("2026-11-20T00:00:00Z"), "keyCompromise"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -300, true
          -301, false
          0,    true
          300,  true
          301,  false
          """)
  void clocksMayBeFiveMinutesApart(int seconds, boolean isAnswer) {
    Instant time = NOW.plusSeconds(seconds);
    byte[] octets =
        seconds < 0
            ? good().updates(time.minusSeconds(60), time).octets()
            : good().producedAt(time).updates(time, time).octets();
    assertThat(answer(octets) instanceof Good).isEqualTo(isAnswer);
  }

  /** Padding of so many octets cannot be taken apart, but that is another fault. */
  @Test
  void boundIsOnMoreThan65536Octets() {
    assertThat(answer(new byte[64 * 1024]).toString()).contains("malformed");
    assertThat(answer(new byte[64 * 1024 + 1]).toString()).contains("more than 65536 octets");
  }

  @Test
  void revocationWithoutReasonIsUnspecified() {
    Instant at = Instant.parse("2026-11-20T00:00:00Z");
    assertThat(answer(good().status(new RevokedStatus(Date.from(at))).octets()))
        .isEqualTo(new Revoked("staple", at, "unspecified"));
  }

  @Test
  void octetsBehindTheResponseAreNoAnswer() {
    byte[] octets = good().octets();
    assertThat(answer(Arrays.copyOf(octets, octets.length + 1))).isInstanceOf(NoAnswer.class);
    assertThat(answer(Arrays.copyOf(octets, octets.length - 1))).isInstanceOf(NoAnswer.class);
  }

  private static RevocationAnswer answer(byte[] octets) {
    return OcspAnswer.stapled(octets).answer(SERVER.certificate(), INTERMEDIATE.certificate(), NOW);
  }
}
