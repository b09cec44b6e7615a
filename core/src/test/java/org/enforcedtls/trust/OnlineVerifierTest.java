package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.OnlineScene.AUTHORITY;
import static org.enforcedtls.trust.OnlineScene.BOTH;
import static org.enforcedtls.trust.OnlineScene.CRL;
import static org.enforcedtls.trust.OnlineScene.OCSP;
import static org.enforcedtls.trust.OnlineScene.ROOT_CRL;
import static org.enforcedtls.trust.OnlineScene.ROOT_OCSP;
import static org.enforcedtls.trust.OnlineScene.SERVER;
import static org.enforcedtls.trust.OnlineScene.authority;
import static org.enforcedtls.trust.OnlineScene.good;
import static org.enforcedtls.trust.OnlineScene.outcome;
import static org.enforcedtls.trust.OnlineScene.requirement;
import static org.enforcedtls.trust.OnlineScene.rule;
import static org.enforcedtls.trust.Recipe.NOW;
import static org.enforcedtls.trust.Verdicts.HOST;
import static org.enforcedtls.trust.Verdicts.ROOT;

import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked over the network, in which order, and what the answers mean. */
final class OnlineVerifierTest {
  private final OnlineScene scene = new OnlineScene();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          when-available | good    | down    | good (OCSP http://ocsp.example/, as of 2026-11-24T11:59:00Z)
          when-available | down    | good    | good (CRL http://crl.example/a.crl, as of 2026-11-24T11:59:00Z)
          when-available | forged  | good    | good (CRL http://crl.example/a.crl, as of 2026-11-24T11:59:00Z)
          when-available | unknown | good    | good (CRL http://crl.example/a.crl, as of 2026-11-24T11:59:00Z)
          when-available | garbage | garbage | no answer (no staple; no CRL; OCSP http://ocsp.example/ malformed
          when-available | down    | down    | no answer (no staple; no CRL; OCSP http://ocsp.example/ not fetched: connection\\u{a}refused; CRL http://crl.example/a.crl not fetched: connection\\u{a}refused)
          when-available | revoked | good    | REVOKED
          when-available | down    | revoked | REVOKED
          require        | good    | down    | good (OCSP http://ocsp.example/, as of 2026-11-24T11:59:00Z)
          require        | down    | good    | good (CRL http://crl.example/a.crl, as of 2026-11-24T11:59:00Z)
          require        | forged  | forged  | REVOCATION_UNKNOWN
          require        | down    | down    | REVOCATION_UNKNOWN
          require        | garbage | garbage | REVOCATION_UNKNOWN
          require        | revoked | good    | REVOKED
          require        | forged  | revoked | REVOKED
          """)
  void ocspIsAskedFirstAndThenTheList(String mode, String ocsp, String crl, String expected) {
    scene.script(ocsp, crl);
    assertThat(outcome(scene.verify(mode, BOTH, SERVER))).startsWith(expected);
    assertThat(scene.fetcher().fetched().get(0)).isEqualTo(OCSP);
    boolean ocspAnswers = ocsp.equals("good") || ocsp.equals("revoked");
    assertThat(scene.fetcher().fetched().contains(CRL)).isNotEqualTo(ocspAnswers);
  }

  @ParameterizedTest
  @EnumSource(RevocationSource.class)
  void onlyTheSourceThatTheRuleNamesIsAsked(RevocationSource source) {
    scene.script("good", "good");
    assertThat(scene.verify("require", Set.of(source), SERVER).isVerified()).isTrue();
    boolean isOcsp = source == RevocationSource.OCSP;
    assertThat(scene.fetcher().fetched())
        .containsExactly(isOcsp ? OCSP : CRL, isOcsp ? ROOT_OCSP : ROOT_CRL);
  }

  @Test
  void answerThatIsNotValidIsNoneAndMoreIsFetched() {
    scene.script("good", "down");
    byte[] old = good().updates(NOW.minusSeconds(9000), NOW.minusSeconds(8000)).octets();
    assertThat(outcome(scene.verify("require", BOTH, List.of(old), SERVER)))
        .startsWith("good (OCSP ");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          when-available, ocsp
          when-available, crl
          require,        ocsp
          require,        crl
          """)
  void authorityOnThePathIsLookedUpAndRevokedCounts(String mode, String source) {
    scene.script("good", "good");
    if (source.equals("ocsp")) {
      scene
          .fetcher()
          .on(
              ROOT_OCSP,
              OcspRecipe.about(AUTHORITY, ROOT).revoked("2026-11-20T00:00:00Z", 2).octets());
    } else {
      scene
          .fetcher()
          .on(ROOT_CRL, CrlRecipe.of(ROOT).revoking(AUTHORITY, "2026-11-20T00:00:00Z", 2).octets());
    }
    CertificateVerdict verdict = scene.verify(mode, BOTH, SERVER);
    assertThat(outcome(verdict)).isEqualTo("REVOKED");
    assertThat(Verdicts.refused(verdict).foremost().text()).startsWith("CN=Authority: ");
  }

  @Test
  void authorityOfWhichNobodySaysAnythingPasses() {
    scene.script("good", "down");
    assertThat(outcome(scene.verify("require", BOTH, SERVER))).startsWith("good (OCSP ");
    assertThat(scene.fetcher().fetched()).containsExactly(OCSP, ROOT_OCSP, ROOT_CRL);
  }

  @Test
  void pathOverARevokedAuthorityGivesWayToAnother() {
    Issued renewed = authority(AUTHORITY.keys());
    scene.script("good", "down");
    scene
        .fetcher()
        .on(ROOT_CRL, CrlRecipe.of(ROOT).revoking(AUTHORITY, "2026-11-20T00:00:00Z", 2).octets());
    for (List<Issued> order : List.of(List.of(AUTHORITY, renewed), List.of(renewed, AUTHORITY))) {
      CertificateVerdict verdict =
          new OnlineVerifier(scene.fetcher())
              .verify(
                  PresentedChain.of(Verdicts.certificates(SERVER, order.get(0), order.get(1))),
                  ReferenceIdentifier.of(HOST),
                  requirement(rule("require", BOTH)),
                  NOW);
      assertThat(verdict).isInstanceOf(Verified.class);
      assertThat(((Verified) verdict).path()).contains(renewed.certificate());
    }
  }

  @Test
  void requestNamesOneCertificateAndNothingElse() {
    scene.script("good", "down");
    scene.verify("require", Set.of(RevocationSource.OCSP), SERVER);
    OCSPRequest request = OCSPRequest.getInstance(scene.fetcher().requests().get(0));
    assertThat(request.getOptionalSignature()).isNull();
    assertThat(request.getTbsRequest().getRequestExtensions()).isNull();
    assertThat(request.getTbsRequest().getRequestorName()).isNull();
    assertThat(request.getTbsRequest().getRequestList().size()).isEqualTo(1);
    Request about = Request.getInstance(request.getTbsRequest().getRequestList().getObjectAt(0));
    assertThat(about.getReqCert().getHashAlgorithm().getAlgorithm())
        .isEqualTo(OIWObjectIdentifiers.idSHA1);
    assertThat(
            CertificateId.names(about.getReqCert(), SERVER.certificate(), AUTHORITY.certificate()))
        .isTrue();
  }

  @Test
  void evidenceNamesTheSourceOfARevocation() {
    scene.script("revoked", "down");
    assertThat(Verdicts.refused(scene.verify("require", BOTH, SERVER)).foremost().text())
        .isEqualTo(
            "CN=post.fi.example: expected a certificate that was not revoked, found one revoked on"
                + " 2026-11-20T00:00:00Z (OCSP http://ocsp.example/, keyCompromise)");
  }
}
