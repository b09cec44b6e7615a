package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.Verdicts.HOST;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.Recipe.Issued;
import org.enforcedtls.trust.RevocationAnswer.NotChecked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers mean for a path, by mode. */
final class RevocationCheckTest {
  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
  private static final Issued MUST_STAPLE = withFeature(5);

  private static Issued withFeature(int number) {
    return Recipe.server("post.fi.example")
        .nonCritical(TLS_FEATURE, new DERSequence(new ASN1Integer(number)))
        .issuedBy(INTERMEDIATE);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          off,            revoked, verified
          off,            none,    verified
          off,            broken,  verified
          when-available, revoked, REVOKED
          when-available, none,    verified
          when-available, broken,  verified
          when-available, unknown, verified
          when-available, good,    verified
          require,        revoked, REVOKED
          require,        none,    REVOCATION_UNKNOWN
          require,        broken,  REVOCATION_UNKNOWN
          require,        unknown, REVOCATION_UNKNOWN
          require,        good,    verified
          """)
  void modeSaysWhatAStapleIsWorth(String mode, String staple, String expected) {
    assertThat(outcome(verify(mode, SERVER, staple(staple, SERVER)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          off,            none,    verified
          when-available, none,    REVOCATION_UNKNOWN
          when-available, broken,  REVOCATION_UNKNOWN
          when-available, unknown, REVOCATION_UNKNOWN
          when-available, revoked, REVOKED
          when-available, good,    verified
          require,        none,    REVOCATION_UNKNOWN
          require,        good,    verified
          """)
  void certificateMayBindItsServerToStaple(String mode, String staple, String expected) {
    assertThat(outcome(verify(mode, MUST_STAPLE, staple(staple, MUST_STAPLE)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"5, REVOCATION_UNKNOWN", "17, REVOCATION_UNKNOWN", "6, verified", "0, verified"})
  void onlyStatusRequestsBindToStaple(int feature, String expected) {
    assertThat(outcome(verify("when-available", withFeature(feature), List.of())))
        .isEqualTo(expected);
  }

  @Test
  void featureThatCannotBeReadBindsToStaple() {
    Issued server =
        Recipe.server("post.fi.example")
            .nonCritical(TLS_FEATURE, new DEROctetString(new byte[] {5}))
            .issuedBy(INTERMEDIATE);
    assertThat(outcome(verify("when-available", server, List.of())))
        .isEqualTo("REVOCATION_UNKNOWN");
    assertThat(outcome(verify("off", server, List.of()))).isEqualTo("verified");
  }

  @Test
  void anyStapleMaySpeakOfAnyCertificateOfThePath() {
    byte[] aboutServer = OcspRecipe.about(SERVER, INTERMEDIATE).octets();
    byte[] revokedIntermediate =
        OcspRecipe.about(INTERMEDIATE, ROOT).revoked("2026-11-20T00:00:00Z", 2).octets();
    assertThat(outcome(verify("require", SERVER, List.of(new byte[0], aboutServer))))
        .isEqualTo("verified");
    assertThat(outcome(verify("when-available", SERVER, List.of(aboutServer, revokedIntermediate))))
        .isEqualTo("REVOKED");
  }

  @Test
  void whoeverSaysRevokedIsBelieved() {
    byte[] good = OcspRecipe.about(SERVER, INTERMEDIATE).octets();
    byte[] revoked =
        OcspRecipe.about(SERVER, INTERMEDIATE).revoked("2026-11-20T00:00:00Z", 0).octets();
    assertThat(outcome(verify("require", SERVER, List.of(good, revoked)))).isEqualTo("REVOKED");
    assertThat(outcome(verify("require", SERVER, List.of(revoked, good)))).isEqualTo("REVOKED");
  }

  @Test
  void endEntityThatIsAnAnchorHasNobodyToAnswerForIt() {
    assertThat(outcome(verifyAnchored("require"))).isEqualTo("REVOCATION_UNKNOWN");
    assertThat(outcome(verifyAnchored("when-available"))).isEqualTo("verified");
  }

  private static CertificateVerdict verifyAnchored(String mode) {
    return Verdicts.verify(
        Verdicts.trusting(SERVER).toBuilder().revocation(RevocationRule.of(mode(mode))).build(),
        SERVER);
  }

  @Test
  void answerIsPartOfTheVerdict() {
    assertThat(((Verified) verify("off", SERVER, List.of())).revocation())
        .isEqualTo(new NotChecked())
        .hasToString("not checked");
    assertThat(((Verified) verify("when-available", SERVER, List.of())).revocation())
        .hasToString("no answer (no staple; no CRL)");
    assertThat(((Verified) verify("require", SERVER, staple("good", SERVER))).revocation())
        .hasToString("good (staple, as of 2026-11-24T11:59:00Z)");
  }

  @Test
  void findingsSayWhatWasExpectedAndFound() {
    CertificateFinding revoked =
        Verdicts.refused(verify("require", SERVER, staple("revoked", SERVER))).foremost();
    assertThat(revoked.text())
        .isEqualTo(
            "CN=post.fi.example: expected a certificate that was not revoked, found one revoked on"
                + " 2026-11-20T00:00:00Z (staple, keyCompromise)");
    assertThat(revoked.evidence())
        .containsEntry("revokedAt", "2026-11-20T00:00:00Z")
        .containsEntry("reason", "keyCompromise");
    assertThat(Verdicts.refused(verify("require", SERVER, List.of())).foremost().text())
        .isEqualTo(
            "CN=post.fi.example: expected a valid answer that it was not revoked, as revocation:"
                + " require demands, found no answer (no staple; no CRL)");
  }

  @Test
  void findingSaysWhatIsWrongWithAStaple() {
    CertificateVerdict verdict = verify("require", SERVER, staple("unknown", SERVER));
    assertThat(Verdicts.refused(verdict).foremost().text())
        .endsWith(
            "found no answer (staple from a responder that does not know the certificate; no CRL)");
  }

  @Test
  void emptyStaplesDoNotCountForTheBound() {
    List<byte[]> staples = new ArrayList<>(Collections.nCopies(10, new byte[0]));
    staples.addAll(staple("good", SERVER));
    assertThat(outcome(verify("require", SERVER, staples))).isEqualTo("verified");
    staples = new ArrayList<>(Collections.nCopies(10, new byte[] {0x30, 0}));
    staples.addAll(staple("good", SERVER));
    assertThat(outcome(verify("require", SERVER, staples))).isEqualTo("REVOCATION_UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({"-1, reason -1", "0, unspecified", "10, aACompromise", "11, reason 11"})
  void reasonHasItsNameOrItsNumber(int number, String name) {
    assertThat(RevocationReason.name(number)).isEqualTo(name);
  }

  @Test
  void requirementsThatDifferInTheRuleHaveDifferentFingerprints() {
    assertThat(
            List.of(RevocationMode.values()).stream()
                .map(
                    mode ->
                        Verdicts.trusting(ROOT).toBuilder()
                            .revocation(RevocationRule.of(mode))
                            .build()
                            .fingerprint())
                .distinct())
        .hasSize(3);
  }

  private static List<byte[]> staple(String kind, Issued server) {
    OcspRecipe recipe = OcspRecipe.about(server, INTERMEDIATE);
    return switch (kind) {
      case "none" -> List.of();
      case "broken" -> List.of(new byte[] {0x30, 1});
      case "unknown" ->
          List.of(recipe.status(new org.bouncycastle.cert.ocsp.UnknownStatus()).octets());
      case "revoked" -> List.of(recipe.revoked("2026-11-20T00:00:00Z", 1).octets());
      default -> List.of(recipe.octets());
    };
  }

  private static CertificateVerdict verify(String mode, Issued server, List<byte[]> staples) {
    return CertificateVerifier.verify(
        PresentedChain.of(Verdicts.certificates(server, INTERMEDIATE)).withStaples(staples),
        ReferenceIdentifier.of(HOST),
        Verdicts.trusting(ROOT).toBuilder().revocation(RevocationRule.of(mode(mode))).build(),
        Recipe.NOW);
  }

  private static RevocationMode mode(String configName) {
    return List.of(RevocationMode.values()).stream()
        .filter(mode -> mode.configName().equals(configName))
        .findFirst()
        .orElseThrow();
  }

  private static String outcome(CertificateVerdict verdict) {
    if (verdict.isVerified()) {
      return "verified";
    }
    List<Kind> kinds = Verdicts.kinds(verdict);
    assertThat(kinds).hasSize(1);
    return kinds.get(0).name();
  }
}
