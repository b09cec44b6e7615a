package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.OnlineScene.AUTHORITY;
import static org.enforcedtls.trust.OnlineScene.BOTH;
import static org.enforcedtls.trust.OnlineScene.CRL;
import static org.enforcedtls.trust.OnlineScene.OCSP;
import static org.enforcedtls.trust.OnlineScene.SERVER;
import static org.enforcedtls.trust.OnlineScene.good;
import static org.enforcedtls.trust.OnlineScene.outcome;
import static org.enforcedtls.trust.OnlineScene.presented;
import static org.enforcedtls.trust.OnlineScene.requirement;
import static org.enforcedtls.trust.OnlineScene.rule;
import static org.enforcedtls.trust.OnlineScene.server;
import static org.enforcedtls.trust.Recipe.NOW;
import static org.enforcedtls.trust.Verdicts.HOST;
import static org.enforcedtls.trust.Verdicts.ROOT;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom nobody asks, and how often the others are asked at most. */
final class FetchRestraintTest {
  private final OnlineScene scene = new OnlineScene();

  @ParameterizedTest
  @EnumSource(RevocationMode.class)
  void nothingIsFetchedUnlessTheRuleAsksForIt(RevocationMode mode) {
    OnlineVerifier verifier = new OnlineVerifier(ScriptedFetcher.forbidden());
    for (List<byte[]> staples : List.of(List.<byte[]>of(), List.of(good().octets()))) {
      CertificateVerdict verdict =
          verifier.verify(
              presented(SERVER).withStaples(staples),
              ReferenceIdentifier.of(HOST),
              requirement(RevocationRule.of(mode)),
              NOW);
      assertThat(verdict.isVerified())
          .isEqualTo(mode != RevocationMode.REQUIRE || !staples.isEmpty());
    }
  }

  @Test
  void stapleThatAnswersIsEnough() {
    CertificateVerdict verdict = scene.verify("require", BOTH, List.of(good().octets()), SERVER);
    assertThat(outcome(verdict)).startsWith("good (staple, ");
    assertThat(scene.fetcher().fetched()).doesNotContain(OCSP, CRL);
    byte[] revoked = good().revoked("2026-11-20T00:00:00Z", 1).octets();
    ScriptedFetcher untouched = new ScriptedFetcher();
    assertThat(
            new OnlineVerifier(untouched)
                .verify(
                    presented(SERVER).withStaples(List.of(revoked)),
                    ReferenceIdentifier.of(HOST),
                    requirement(rule("require", BOTH)),
                    NOW)
                .isVerified())
        .isFalse();
    assertThat(untouched.fetched()).isEmpty();
  }

  @Test
  void listFromAFileThatAnswersIsEnough() throws IOException {
    RevocationLists lists =
        RevocationLists.of("a.crl", CrlRecipe.of(AUTHORITY).octets())
            .union(RevocationLists.of("b.crl", CrlRecipe.of(ROOT).octets()));
    CertificateVerdict verdict =
        new OnlineVerifier(ScriptedFetcher.forbidden())
            .verify(
                presented(SERVER),
                ReferenceIdentifier.of(HOST),
                requirement(rule("require", BOTH).withLists(lists)),
                NOW);
    assertThat(outcome(verdict)).startsWith("good (CRL a.crl, ");
  }

  @Test
  void certificateThatFailsAnywayIsAskedAboutByNobody() {
    OnlineVerifier verifier = new OnlineVerifier(ScriptedFetcher.forbidden());
    List<Issued> bad =
        List.of(
            server(Recipe.server("other.example")),
            server(Recipe.server("post.fi.example").notAfter("2026-11-24T11:00:00Z")),
            server(Recipe.server("post.fi.example").notBefore("2026-11-24T13:00:00Z")),
            server(Recipe.server("post.fi.example").keys("RSA 1024")),
            server(Recipe.server("post.fi.example").signedWith("SHA1withECDSA")),
            ScriptedFetcher.naming(Recipe.server("post.fi.example"), OCSP, CRL).selfSigned());
    for (Issued each : bad) {
      CertificateVerdict verdict =
          verifier.verify(
              presented(each),
              ReferenceIdentifier.of(HOST),
              requirement(rule("require", BOTH)),
              NOW);
      assertThat(verdict.isVerified()).isFalse();
    }
  }

  @Test
  void authorityThatIsNotApprovedIsAskedAboutNothing() {
    CertificateRequirement approvesOthers =
        requirement(rule("require", BOTH)).toBuilder()
            .issuers(IssuerFilter.of(List.of("Another CA")))
            .build();
    CertificateVerdict verdict =
        new OnlineVerifier(ScriptedFetcher.forbidden())
            .verify(presented(SERVER), ReferenceIdentifier.of(HOST), approvesOthers, NOW);
    assertThat(Verdicts.kinds(verdict))
        .containsExactly(Kind.ISSUER_NOT_APPROVED, Kind.REVOCATION_UNKNOWN);
    assertThat(Verdicts.refused(verdict).findings().get(1).text())
        .endsWith("found no answer (no staple; no CRL; nothing fetched, as the path fails anyway)");
  }

  @Test
  void certificateThatBindsItsServerToStapleNeedsAStapleAllTheSame() {
    Issued bound =
        server(
            Recipe.server("post.fi.example")
                .nonCritical(
                    new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
                    new DERSequence(new ASN1Integer(5))));
    scene.fetcher().on(OCSP, OcspRecipe.about(bound, AUTHORITY).octets());
    assertThat(outcome(scene.verify("when-available", BOTH, bound)))
        .isEqualTo("REVOCATION_UNKNOWN");
    assertThat(scene.fetcher().fetched()).isEmpty();
  }

  @Test
  void authorityIsNotAskedAboutIfTheServerFails() {
    assertThat(outcome(scene.verify("require", BOTH, SERVER))).isEqualTo("REVOCATION_UNKNOWN");
    assertThat(scene.fetcher().fetched()).containsExactly(OCSP, CRL);
  }

  @Test
  void noMoreThanTwoPlacesOfAKindAreAsked() {
    Issued server =
        Recipe.server("post.fi.example")
            .nonCritical(
                Extension.authorityInfoAccess,
                ScriptedFetcher.responders(
                    "ldap://a/", "http://a.example", "http://b.example", OCSP))
            .issuedBy(AUTHORITY);
    scene.script("good", "down");
    CertificateVerdict verdict = scene.verify("require", BOTH, server);
    assertThat(scene.fetcher().fetched()).containsExactly("http://a.example", "http://b.example");
    assertThat(Verdicts.refused(verdict).foremost().text())
        .endsWith(
            "OCSP http://a.example not fetched: connection\\u{a}refused; OCSP http://b.example not"
                + " fetched: connection\\u{a}refused; no CRL distribution point in the"
                + " certificate)");
  }

  @Test
  void pathOfManyAuthoritiesDoesNotCauseManyFetches() {
    Issued[] chain = new Issued[7];
    Issued issuer = ROOT;
    for (int i = 6; i > 0; i--) {
      issuer =
          ScriptedFetcher.naming(
                  Recipe.authority("CN=Level " + i),
                  "http://o.example/" + i,
                  "http://c.example/" + i)
              .issuedBy(issuer);
      chain[i] = issuer;
    }
    chain[0] = ScriptedFetcher.naming(Recipe.server("post.fi.example"), OCSP, CRL).issuedBy(issuer);
    CertificateVerdict verdict =
        new OnlineVerifier(scene.fetcher())
            .verify(
                PresentedChain.of(Verdicts.certificates(chain)),
                ReferenceIdentifier.of(HOST),
                requirement(rule("when-available", BOTH)),
                NOW);
    assertThat(verdict.isVerified()).isTrue();
    assertThat(scene.fetcher().fetched()).hasSize(8).startsWith(OCSP, CRL);
  }

  @Test
  void verifierThatFetchesNothingHasNoAnswer() {
    CertificateVerdict verdict =
        CertificateVerifier.verify(
            presented(SERVER),
            ReferenceIdentifier.of(HOST),
            requirement(rule("require", BOTH)),
            NOW);
    assertThat(Verdicts.refused(verdict).foremost().text())
        .endsWith("found no answer (no staple; no CRL; nothing to fetch with)");
  }

  @Test
  void fetcherOfThoseWhoFetchNothingIsNoAnswer() {
    CertificateVerdict verdict =
        new OnlineVerifier(RevocationFetcher.none())
            .verify(
                presented(SERVER),
                ReferenceIdentifier.of(HOST),
                requirement(rule("when-available", BOTH)),
                NOW);
    assertThat(outcome(verdict))
        .isEqualTo(
            "no answer (no staple; no CRL;"
                + " OCSP http://ocsp.example/ not fetched: nothing is fetched here;"
                + " CRL http://crl.example/a.crl not fetched: nothing is fetched here)");
  }
}
