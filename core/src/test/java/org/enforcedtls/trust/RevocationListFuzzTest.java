package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.enforcedtls.trust.Recipe.Issued;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.junit.jupiter.params.provider.MethodSource;

final class RevocationListFuzzTest {
  private static final Issued SERVER = RepeatableScene.SERVER;
  private static final Issued ISSUER = RepeatableScene.INTERMEDIATE;
  private static final BigInteger SERIAL_NUMBER = SERVER.certificate().getSerialNumber();
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static Stream<byte[]> recipes() {
    return Stream.of(
            CrlRecipe.of(ISSUER),
            CrlRecipe.of(ISSUER).revoking(SERVER, "2026-11-20T00:00:00Z", 1),
            CrlRecipe.of(ISSUER)
                .revoking(RepeatableScene.ROOT, "2026-11-20T00:00:00Z", 6)
                .entryExtension(Extension.invalidityDate, false)
                .extension(
                    Extension.issuingDistributionPoint,
                    true,
                    new IssuingDistributionPoint(null, true, false)),
            CrlRecipe.of(ISSUER)
                .extension(
                    Extension.issuingDistributionPoint,
                    true,
                    new IssuingDistributionPoint(
                        new DistributionPointName(
                            new GeneralNames(
                                new GeneralName(
                                    GeneralName.uniformResourceIdentifier,
                                    "http://crl.example/1"))),
                        false,
                        false)),
            CrlRecipe.of(ISSUER).extension(Extension.cRLNumber, false, new ASN1Integer(7)))
        .map(recipe -> recipe.signedWith("Ed25519").octets());
  }

  static Stream<byte[]> lists() {
    return recipes().flatMap(der -> Stream.of(der, pem(der)));
  }

  private static byte[] pem(byte[] der) {
    return ("-----BEGIN X509 CRL-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END X509 CRL-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A signature binds to one of the lists above, whatever stands around it. */
  @MethodSource("lists")
  @FuzzTest
  void changedListIsRefusedOrSaysTheSameOrNothing(byte[] octets) {
    try {
      RevocationAnswer answer = answer(octets);
      if (answer instanceof Revoked) {
        assertThat(answer)
            .isEqualTo(
                new Revoked("CRL fi.crl", Instant.parse("2026-11-20T00:00:00Z"), "keyCompromise"));
      } else if (answer instanceof Good good) {
        assertThat(good.asOf()).isEqualTo(Recipe.NOW.minusSeconds(60));
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).matches("fi\\.crl(:[0-9]+)?: expected (?s:.*), found (?s:.*)");
    }
  }

  static Stream<byte[]> signedParts() {
    return recipes()
        .map(der -> PlainDer.of(der).elements().get(0))
        .map(part -> PlainDer.encoded(part.tag(), part.content()));
  }

  /**
   * What the issuer signs, whatever it is, as Bouncy Castle reads it; the code reads it by the JDK.
   */
  @MethodSource("signedParts")
  @FuzzTest
  void signedListSaysWhatAnotherReaderFinds(byte[] part) throws IOException {
    byte[] list = PlainDer.signed(part, ISSUER);
    RevocationAnswer answer;
    try {
      answer = answer(list);
    } catch (IOException refused) {
      return;
    }
    if (!(answer instanceof NoAnswer)) {
      X509CRLHolder other = new X509CRLHolder(list);
      assertThat(other.getRevokedCertificate(SERIAL_NUMBER) != null)
          .isEqualTo(answer instanceof Revoked);
      assertThat(other.getThisUpdate().toInstant()).isBeforeOrEqualTo(Recipe.NOW.plus(TOLERANCE));
      assertThat(other.getNextUpdate().toInstant()).isAfterOrEqualTo(Recipe.NOW.minus(TOLERANCE));
      assertThat(critical(other)).isSubsetOf("2.5.29.28");
      assertThat(other.getExtension(Extension.deltaCRLIndicator)).isNull();
    }
  }

  private static Set<String> critical(X509CRLHolder list) {
    Set<?> types = list.getCriticalExtensionOIDs();
    return types.stream().map(Object::toString).collect(Collectors.toSet());
  }

  private static RevocationAnswer answer(byte[] list) throws IOException {
    return RevocationLists.of("fi.crl", list)
        .answer(SERVER.certificate(), ISSUER.certificate(), Recipe.NOW);
  }
}
