package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enforcedtls.trust.Recipe.NOW;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.enforcedtls.trust.Recipe.Issued;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What CRLs say of a server, and which of them say nothing. */
final class RevocationListsTest {
  private static final ASN1ObjectIdentifier FOREIGN =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
  private static final Issued NAMESAKE =
      Recipe.authority("CN=Intermediate,O=DigiCert Inc").issuedBy(ROOT);
  private static final Issued NO_CRL_SIGN =
      Recipe.authority("CN=Intermediate,O=DigiCert Inc")
          .extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))
          .issuedBy(ROOT);
  private static final Issued SHARDED =
      Recipe.server("post.fi.example")
          .nonCritical(
              Extension.cRLDistributionPoints,
              new CRLDistPoint(
                  new DistributionPoint[] {
                    new DistributionPoint(null, null, null),
                    new DistributionPoint(point("http://crl.example/1"), null, null),
                    new DistributionPoint(
                        point("http://crl.example/2"),
                        new ReasonFlags(ReasonFlags.keyCompromise),
                        null),
                    new DistributionPoint(
                        point("http://crl.example/4"),
                        null,
                        new GeneralNames(new GeneralName(GeneralName.directoryName, "CN=Other"))),
                    new DistributionPoint(relative(), null, null)
                  }))
          .issuedBy(INTERMEDIATE);

  private static DistributionPointName point(String uri) {
    return new DistributionPointName(
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
  }

  private static DistributionPointName relative() {
    return new DistributionPointName(
        DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER,
        new DERSet(new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String("1"))));
  }

  /** User certificates only, CA certificates only, indirect, attribute certificates only. */
  private static CrlRecipe scoped(String kind, @Nullable DistributionPointName name) {
    return crl()
        .extension(
            Extension.issuingDistributionPoint,
            true,
            new IssuingDistributionPoint(
                name,
                kind.equals("users"),
                kind.equals("authorities"),
                kind.equals("reasons") ? new ReasonFlags(ReasonFlags.keyCompromise) : null,
                kind.equals("indirect"),
                kind.equals("attributes")));
  }

  private static CrlRecipe crl() {
    return CrlRecipe.of(INTERMEDIATE);
  }

  static Stream<Arguments> useless() {
    Instant past = NOW.minusSeconds(400);
    Instant future = NOW.plusSeconds(400);
    return Stream.of(
        row("expired", crl().nextUpdate(past), "is out of date, nextUpdate 2026-11-24T11:53:20Z"),
        row("without next update", crl().nextUpdate(null), "has no nextUpdate"),
        row(
            "of the future",
            CrlRecipe.of(INTERMEDIATE, future),
            "is from the future, thisUpdate 2026-11-24T12:06:40Z"),
        row("signed by a namesake", crl().signedBy(NAMESAKE), "is not signed by the issuer"),
        row("SHA-1", crl().signedWith("SHA1withECDSA"), "is not signed with SHA-256 or better"),
        row(
            "delta",
            crl().extension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE)),
            "is a delta CRL"),
        row(
            "delta that says so by the way",
            crl().extension(Extension.deltaCRLIndicator, false, new CRLNumber(BigInteger.ONE)),
            "is a delta CRL"),
        row(
            "critical extension",
            crl().extension(FOREIGN, true, DERNull.INSTANCE),
            "has critical extensions that are not understood, [1.3.6.1.4.1.99999.1]"),
        row(
            "critical extension of an entry",
            crl().entryExtension(FOREIGN, true),
            "has critical extensions that are not understood, [1.3.6.1.4.1.99999.1]"),
        row("indirect", scoped("indirect", null), "is an indirect CRL"),
        row("some reasons", scoped("reasons", null), "covers only some reasons"),
        row(
            "attribute certificates",
            scoped("attributes", null),
            "covers certificates of another kind"),
        row("authorities only", scoped("authorities", null), "covers certificates of another kind"),
        row(
            "another distribution point",
            scoped("", point("http://crl.example/3")),
            "is of another distribution point"),
        row(
            "point for some reasons",
            scoped("", point("http://crl.example/2")),
            "is of another distribution point"),
        row(
            "point of another issuer",
            scoped("", point("http://crl.example/4")),
            "is of another distribution point"),
        row(
            "point relative to the issuer",
            scoped("", relative()),
            "is of another distribution point"));
  }

  private static Arguments row(String what, CrlRecipe recipe, String why) {
    return Arguments.of(what, recipe.revoking(SHARDED, "2026-11-20T00:00:00Z", 1), why);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("useless")
  void listThatIsNotToBeUsedIsNoAnswer(String what, CrlRecipe recipe, String why)
      throws IOException {
    assertThat(answer(recipe, SHARDED)).as(what).isEqualTo(new NoAnswer("CRL fi.crl " + why));
  }

  static Stream<Arguments> useful() {
    return Stream.of(
        Arguments.of("complete", crl()),
        Arguments.of("other extensions", crl().extension(FOREIGN, false, DERNull.INSTANCE)),
        Arguments.of("other entries", crl().entryExtension(FOREIGN, false)),
        Arguments.of("users only", scoped("users", null)),
        Arguments.of("the same distribution point", scoped("", point("http://crl.example/1"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("useful")
  void listOfTheIssuerAnswers(String what, CrlRecipe recipe) throws IOException {
    assertThat(answer(recipe, SHARDED))
        .as(what)
        .isEqualTo(new Good("CRL fi.crl", NOW.minusSeconds(60)));
    recipe.revoking(SHARDED, "2026-11-20T00:00:00Z", 4);
    assertThat(answer(recipe, SHARDED))
        .as(what)
        .isEqualTo(new Revoked("CRL fi.crl", Instant.parse("2026-11-20T00:00:00Z"), "superseded"));
  }

  @Test
  void listOfAnotherIssuerIsNotAsked() throws IOException {
    assertThat(answer(CrlRecipe.of(ROOT), SERVER)).isEqualTo(new NoAnswer("no CRL of the issuer"));
    assertThat(RevocationLists.none().answer(SERVER.certificate(), ROOT.certificate(), NOW))
        .isEqualTo(new NoAnswer("no CRL"));
  }

  @Test
  void issuerWithKeyUsageNeedsTheRightToSignLists() throws IOException {
    assertThat(
            lists(CrlRecipe.of(NO_CRL_SIGN))
                .answer(SERVER.certificate(), NO_CRL_SIGN.certificate(), NOW))
        .isEqualTo(new NoAnswer("CRL fi.crl is of an issuer without key usage cRLSign"));
  }

  @Test
  void issuerWithTheRightToSignListsIsBelieved() throws IOException {
    Issued issuer =
        Recipe.authority("CN=I")
            .extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .issuedBy(ROOT);
    Issued server = Recipe.server("post.fi.example").issuedBy(issuer);
    assertThat(lists(CrlRecipe.of(issuer)).answer(server.certificate(), issuer.certificate(), NOW))
        .isInstanceOf(Good.class);
  }

  /** An authority that may issue only servers has a path length of 0. */
  @Test
  void listOfAuthoritiesCoversIntermediatesAndListOfUsersDoesNot() throws IOException {
    Issued last =
        Recipe.subject("CN=Last")
            .extension(Extension.basicConstraints, new BasicConstraints(0))
            .issuedBy(INTERMEDIATE);
    assertThat(answer(scoped("authorities", null), last)).isInstanceOf(Good.class);
    assertThat(answer(scoped("users", null), last))
        .isEqualTo(new NoAnswer("CRL fi.crl covers certificates of another kind"));
  }

  @Test
  void certificateWithoutReadableDistributionPointIsOfNone() throws IOException {
    CrlRecipe sharded = scoped("", point("http://crl.example/1"));
    Issued malformed =
        Recipe.server("post.fi.example")
            .rawExtension(Extension.cRLDistributionPoints, new byte[] {0x30, 2, 5, 0})
            .issuedBy(INTERMEDIATE);
    for (Issued server : List.of(SERVER, malformed)) {
      assertThat(answer(sharded, server))
          .isEqualTo(new NoAnswer("CRL fi.crl is of another distribution point"));
    }
  }

  @Test
  void listSignedByRsassaPssAnswers() throws IOException {
    Issued root =
        Recipe.authority("CN=RSA").keys("RSA 2048").signedWith("SHA256withRSA").selfSigned();
    Issued server = Recipe.server("post.fi.example").signedWith("SHA256withRSA").issuedBy(root);
    RevocationLists lists = lists(CrlRecipe.of(root).signedWith("SHA256withRSAandMGF1"));
    assertThat(lists.answer(server.certificate(), root.certificate(), NOW))
        .isInstanceOf(Good.class);
  }

  @Test
  void revokedIntermediateIsFoundAndAnUnknownOneIsNot() throws IOException {
    RevocationLists good = lists(crl());
    RevocationLists revoked =
        good.union(lists(CrlRecipe.of(ROOT).revoking(INTERMEDIATE, "2026-11-20T00:00:00Z", 2)));
    assertThat(verify(good).isVerified()).isTrue();
    assertThat(Verdicts.kinds(verify(revoked))).containsExactly(CertificateFinding.Kind.REVOKED);
    assertThat(Verdicts.refused(verify(revoked)).foremost().text())
        .isEqualTo(
            "CN=Intermediate,O=DigiCert Inc: expected a certificate that was not revoked, found"
                + " one revoked on 2026-11-20T00:00:00Z (CRL fi.crl, cACompromise)");
  }

  @Test
  void pathAroundARevokedIntermediateIsFound() throws IOException {
    Issued cross = Recipe.authority("CN=Other Root").selfSigned();
    Issued other =
        Recipe.authority("CN=Intermediate,O=DigiCert Inc")
            .keys(INTERMEDIATE.keys())
            .issuedBy(cross);
    RevocationLists lists =
        lists(crl())
            .union(lists(CrlRecipe.of(ROOT).revoking(INTERMEDIATE, "2026-11-20T00:00:00Z", 2)));
    CertificateRequirement requirement =
        Verdicts.trusting(ROOT, cross).toBuilder()
            .revocation(RevocationRule.of(RevocationMode.REQUIRE).withLists(lists))
            .build();
    assertThat(Verdicts.verify(requirement, SERVER, INTERMEDIATE).isVerified()).isFalse();
    assertThat(Verdicts.verify(requirement, SERVER, INTERMEDIATE, other).isVerified()).isTrue();
  }

  @Test
  void goodListDoesNotReplaceTheStapleThatACertificateBindsTo() throws IOException {
    Issued mustStaple =
        Recipe.server("post.fi.example")
            .nonCritical(
                new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"), new DERSequence(new ASN1Integer(5)))
            .issuedBy(INTERMEDIATE);
    CertificateVerdict verdict =
        Verdicts.verify(
            Verdicts.trusting(ROOT).toBuilder()
                .revocation(RevocationRule.of(RevocationMode.REQUIRE).withLists(lists(crl())))
                .build(),
            mustStaple,
            INTERMEDIATE);
    assertThat(Verdicts.refused(verdict).foremost().text())
        .isEqualTo(
            "CN=post.fi.example: expected a valid staple, as the certificate binds its server to"
                + " send one (must-staple), found no answer (no staple)");
  }

  private static CertificateVerdict verify(RevocationLists lists) {
    return Verdicts.verify(
        Verdicts.trusting(ROOT).toBuilder()
            .revocation(RevocationRule.of(RevocationMode.REQUIRE).withLists(lists))
            .build(),
        SERVER,
        INTERMEDIATE);
  }

  @Test
  void modeOffTakesNoLists() throws IOException {
    RevocationLists lists = lists(crl());
    assertThatThrownBy(() -> RevocationRule.off().withLists(lists))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "crls: expected revocation: when-available or revocation: require with it, found off");
  }

  @Test
  void rulesWithOtherListsAreOtherRules() throws IOException {
    RevocationRule require = RevocationRule.of(RevocationMode.REQUIRE);
    assertThat(require.withLists(lists(crl())))
        .isNotEqualTo(require)
        .doesNotHaveToString(require.toString());
  }

  private static RevocationLists lists(CrlRecipe recipe) throws IOException {
    return RevocationLists.of("fi.crl", recipe.octets());
  }

  private static RevocationAnswer answer(CrlRecipe recipe, Issued server) throws IOException {
    return lists(recipe).answer(server.certificate(), INTERMEDIATE.certificate(), NOW);
  }
}
