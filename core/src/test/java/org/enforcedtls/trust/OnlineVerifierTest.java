package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.Recipe.NOW;
import static org.enforcedtls.trust.Verdicts.HOST;
import static org.enforcedtls.trust.Verdicts.ROOT;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked over the network, when, and what the answers mean. */
final class OnlineVerifierTest {
  private static final String OCSP = "http://ocsp.example/";
  private static final String CRL = "http://crl.example/a.crl";
  private static final String ROOT_OCSP = "http://ocsp.root.example/";
  private static final String ROOT_CRL = "http://crl.root.example/";
  private static final Set<RevocationSource> BOTH =
      Set.of(RevocationSource.OCSP, RevocationSource.CRL);

  private static final Issued AUTHORITY = authority(Recipe.generate("P-256"));
  private static final Issued SERVER = server(Recipe.server("post.fi.example"));

  private static Issued authority(java.security.KeyPair keys) {
    return ScriptedFetcher.naming(Recipe.authority("CN=Authority"), ROOT_OCSP, ROOT_CRL)
        .keys(keys)
        .issuedBy(ROOT);
  }

  private static Issued server(Recipe recipe) {
    return ScriptedFetcher.naming(recipe, OCSP, CRL).issuedBy(AUTHORITY);
  }

  private final ScriptedFetcher fetcher = new ScriptedFetcher();

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
    script(ocsp, crl);
    assertThat(outcome(verify(mode, BOTH, SERVER))).startsWith(expected);
    assertThat(fetcher.fetched().get(0)).isEqualTo(OCSP);
    boolean ocspAnswers = ocsp.equals("good") || ocsp.equals("revoked");
    assertThat(fetcher.fetched().contains(CRL)).isNotEqualTo(ocspAnswers);
  }

  private void script(String ocsp, String crl) {
    switch (ocsp) {
      case "good" -> fetcher.on(OCSP, good().octets());
      case "revoked" -> fetcher.on(OCSP, good().revoked("2026-11-20T00:00:00Z", 1).octets());
      case "forged" -> fetcher.on(OCSP, good().signedBy(ROOT).octets());
      case "unknown" ->
          fetcher.on(OCSP, good().status(new org.bouncycastle.cert.ocsp.UnknownStatus()).octets());
      case "garbage" -> fetcher.on(OCSP, new byte[] {0x30, 1});
      default -> fetcher.down(OCSP);
    }
    CrlRecipe list = CrlRecipe.of(AUTHORITY);
    switch (crl) {
      case "good" -> fetcher.on(CRL, list.octets());
      case "revoked" -> fetcher.on(CRL, list.revoking(SERVER, "2026-11-20T00:00:00Z", 1).octets());
      case "forged" -> fetcher.on(CRL, list.signedBy(ROOT).octets());
      case "garbage" -> fetcher.on(CRL, new byte[] {0x30, 1});
      default -> fetcher.down(CRL);
    }
  }

  @ParameterizedTest
  @EnumSource(RevocationSource.class)
  void onlyTheSourceThatTheRuleNamesIsAsked(RevocationSource source) {
    script("good", "good");
    assertThat(verify("require", Set.of(source), SERVER).isVerified()).isTrue();
    boolean isOcsp = source == RevocationSource.OCSP;
    assertThat(fetcher.fetched())
        .containsExactly(isOcsp ? OCSP : CRL, isOcsp ? ROOT_OCSP : ROOT_CRL);
  }

  @Test
  void stapleThatAnswersIsEnough() {
    CertificateVerdict verdict = verify("require", BOTH, List.of(good().octets()), SERVER);
    assertThat(outcome(verdict)).startsWith("good (staple, ");
    assertThat(fetcher.fetched()).doesNotContain(OCSP, CRL);
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
  void answerThatIsNotValidIsNoneAndMoreIsFetched() {
    script("good", "down");
    byte[] old = good().updates(NOW.minusSeconds(9000), NOW.minusSeconds(8000)).octets();
    assertThat(outcome(verify("require", BOTH, List.of(old), SERVER))).startsWith("good (OCSP ");
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
    fetcher.on(OCSP, OcspRecipe.about(bound, AUTHORITY).octets());
    assertThat(outcome(verify("when-available", BOTH, bound))).isEqualTo("REVOCATION_UNKNOWN");
    assertThat(fetcher.fetched()).isEmpty();
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
    script("good", "good");
    if (source.equals("ocsp")) {
      fetcher.on(
          ROOT_OCSP, OcspRecipe.about(AUTHORITY, ROOT).revoked("2026-11-20T00:00:00Z", 2).octets());
    } else {
      fetcher.on(
          ROOT_CRL, CrlRecipe.of(ROOT).revoking(AUTHORITY, "2026-11-20T00:00:00Z", 2).octets());
    }
    CertificateVerdict verdict = verify(mode, BOTH, SERVER);
    assertThat(outcome(verdict)).isEqualTo("REVOKED");
    assertThat(Verdicts.refused(verdict).foremost().text()).startsWith("CN=Authority: ");
  }

  @Test
  void authorityOfWhichNobodySaysAnythingPasses() {
    script("good", "down");
    assertThat(outcome(verify("require", BOTH, SERVER))).startsWith("good (OCSP ");
    assertThat(fetcher.fetched()).containsExactly(OCSP, ROOT_OCSP, ROOT_CRL);
  }

  @Test
  void authorityIsNotAskedAboutIfTheServerFails() {
    assertThat(outcome(verify("require", BOTH, SERVER))).isEqualTo("REVOCATION_UNKNOWN");
    assertThat(fetcher.fetched()).containsExactly(OCSP, CRL);
  }

  @Test
  void pathOverARevokedAuthorityGivesWayToAnother() {
    Issued renewed = authority(AUTHORITY.keys());
    script("good", "down");
    fetcher.on(
        ROOT_CRL, CrlRecipe.of(ROOT).revoking(AUTHORITY, "2026-11-20T00:00:00Z", 2).octets());
    for (List<Issued> order : List.of(List.of(AUTHORITY, renewed), List.of(renewed, AUTHORITY))) {
      CertificateVerdict verdict =
          new OnlineVerifier(fetcher)
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
  void noMoreThanTwoPlacesOfAKindAreAsked() {
    Issued server =
        Recipe.server("post.fi.example")
            .nonCritical(
                Extension.authorityInfoAccess,
                ScriptedFetcher.responders(
                    "ldap://a/", "http://a.example", "http://b.example", OCSP))
            .issuedBy(AUTHORITY);
    script("good", "down");
    CertificateVerdict verdict = verify("require", BOTH, server);
    assertThat(fetcher.fetched()).containsExactly("http://a.example", "http://b.example");
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
        new OnlineVerifier(fetcher)
            .verify(
                PresentedChain.of(Verdicts.certificates(chain)),
                ReferenceIdentifier.of(HOST),
                requirement(rule("when-available", BOTH)),
                NOW);
    assertThat(verdict.isVerified()).isTrue();
    assertThat(fetcher.fetched()).hasSize(8).startsWith(OCSP, CRL);
  }

  @Test
  void requestNamesOneCertificateAndNothingElse() {
    script("good", "down");
    verify("require", Set.of(RevocationSource.OCSP), SERVER);
    OCSPRequest request = OCSPRequest.getInstance(fetcher.requests().get(0));
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

  @Test
  void evidenceNamesTheSourceOfARevocation() {
    script("revoked", "down");
    assertThat(Verdicts.refused(verify("require", BOTH, SERVER)).foremost().text())
        .isEqualTo(
            "CN=post.fi.example: expected a certificate that was not revoked, found one revoked on"
                + " 2026-11-20T00:00:00Z (OCSP http://ocsp.example/, keyCompromise)");
  }

  private CertificateVerdict verify(String mode, Set<RevocationSource> fetch, Issued server) {
    return verify(mode, fetch, List.of(), server);
  }

  private CertificateVerdict verify(
      String mode, Set<RevocationSource> fetch, List<byte[]> staples, Issued server) {
    return new OnlineVerifier(fetcher)
        .verify(
            presented(server).withStaples(staples),
            ReferenceIdentifier.of(HOST),
            requirement(rule(mode, fetch)),
            NOW);
  }

  private static PresentedChain presented(Issued server) {
    return PresentedChain.of(Verdicts.certificates(server, AUTHORITY));
  }

  private static CertificateRequirement requirement(RevocationRule rule) {
    return Verdicts.trusting(ROOT).toBuilder().revocation(rule).build();
  }

  private static RevocationRule rule(String mode, Set<RevocationSource> fetch) {
    return RevocationRule.of(
            Arrays.stream(RevocationMode.values())
                .filter(each -> each.configName().equals(mode))
                .findFirst()
                .orElseThrow())
        .withFetch(fetch);
  }

  private static OcspRecipe good() {
    return OcspRecipe.about(SERVER, AUTHORITY);
  }

  private static String outcome(CertificateVerdict verdict) {
    return verdict instanceof Verified verified
        ? verified.revocation().toString()
        : Verdicts.kinds(verdict).get(0).name();
  }
}
