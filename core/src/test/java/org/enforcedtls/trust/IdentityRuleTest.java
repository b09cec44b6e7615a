package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.Recipe.Issued;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentityRuleTest {
  private static final Domain HOST = Domain.of("post.fi.example");
  private static final TrustAnchors NOBODY =
      TrustAnchors.of(List.of(Recipe.authority("CN=Nobody").selfSigned().certificate()));

  /** Subject and dNSNames (by blanks) against post.fi.example. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SAN          | CN=x                   | post.fi.example     |               | post.fi.example
          SAN          | CN=x                   | a.example *.fi.example |            | *.fi.example
          CN_FALLBACK  | CN=x                   | post.fi.example     |               | post.fi.example
          CN_FALLBACK  | CN=post.fi.example     |                     |               | CN=post.fi.example
          CN_FALLBACK  | CN=*.fi.example        |                     |               | CN=*.fi.example
          CN_REQUIRED  | CN=post.fi.example     | post.fi.example     |               | post.fi.example
          CN_REQUIRED  | CN=Post.FI.example     |                     |               | CN=Post.FI.example
          CN_REQUIRED  | CN=gw.fi.example       | post.fi.example     | GW.fi.example | post.fi.example
          CN_REQUIRED  | CN=*.fi.example        | *.fi.example        | *.fi.example  | *.fi.example
          CN_REQUIRED  | CN=post.fi.example     |                     | post.fi.example | CN=post.fi.example
          """)
  void identifierSatisfiesTheRule(
      IdentityRule rule, String subject, String names, String required, String matched) {
    assertThat(check(rule, subject, names, required).matched().map(PresentedIdentifier::toString))
        .contains(matched);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SAN          | CN=post.fi.example     |                     |
          SAN          | CN=post.fi.example     | a.example           |
          SAN          | CN=x                   |                     |
          SAN          | O=x                    |                     |
          CN_FALLBACK  | CN=post.fi.example     | a.example           |
          CN_FALLBACK  | CN=a.example           |                     |
          CN_FALLBACK  | CN=*.example           |                     |
          CN_FALLBACK  | CN=Post fi example     |                     |
          CN_FALLBACK  | CN=post.fi.example,CN=a.example |            |
          CN_FALLBACK  | CN=post.fi.example+CN=a.example |            |
          CN_FALLBACK  | OU=post.fi.example     |                     |
          CN_REQUIRED  | CN=x                   | post.fi.example     |
          CN_REQUIRED  | CN=post.fi.example     | a.example           |
          CN_REQUIRED  | CN=a.example           |                     |
          CN_REQUIRED  | CN=post.fi.example     | post.fi.example     | gw.fi.example
          CN_REQUIRED  | CN=gw.fi.example       |                     | gw.fi.example
          CN_REQUIRED  | CN=gw.fi.example       | gw.fi.example       | gw.fi.example
          CN_REQUIRED  | CN=a.fi.example        | post.fi.example     | *.fi.example
          CN_REQUIRED  | O=x                    | post.fi.example     |
          CN_REQUIRED  | CN=mil\u212A           | post.fi.example     | milk
          CN_REQUIRED  | CN=milk                | post.fi.example     | mil\u212A
          """)
  void identifierDoesNotSatisfyTheRule(
      IdentityRule rule, String subject, String names, String required) {
    IdentityCheck check = check(rule, subject, names, required);
    assertThat(check.matched()).isEmpty();
    assertThat(check.mismatch().kind()).isEqualTo(CertificateFinding.Kind.NAME_MISMATCH);
  }

  @Test
  void findingSaysWhichSettingWouldHaveAcceptedTheCommonName() {
    assertThat(check(IdentityRule.SAN, "CN=post.fi.example", null, null).mismatch())
        .extracting(CertificateFinding::text)
        .isEqualTo(
            "CN=post.fi.example: expected the name post.fi.example, found CN=post.fi.example"
                + " (which counts only under certificate-name: cn-fallback)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SAN          | O=x                  |                     | expected the name post.fi.example, found no name
          SAN          | CN=a.example         |                     | expected the name post.fi.example, found CN=a.example
          SAN          | CN=post.fi.example   | a.example           | expected the name post.fi.example, found a.example, CN=post.fi.example
          CN_FALLBACK  | CN=a.example         |                     | expected the name post.fi.example, found CN=a.example
          CN_REQUIRED  | CN=a.example         | post.fi.example     | expected the name post.fi.example and the common name post.fi.example, found post.fi.example, CN=a.example
          """)
  void findingSaysWhatWasExpectedAndPresented(
      IdentityRule rule, String subject, String names, String text) {
    assertThat(check(rule, subject, names, null).mismatch())
        .extracting(CertificateFinding::text)
        .asString()
        .endsWith(": " + text);
  }

  @Test
  void findingShowsTenNamesAndCountsTheRest() {
    String names = "a.example ".repeat(100).strip();
    assertThat(check(IdentityRule.SAN, "O=x", names, null).mismatch())
        .extracting(CertificateFinding::text)
        .asString()
        .endsWith("a.example and 90 more");
    assertThat(check(IdentityRule.SAN, "O=x", "a.example ".repeat(10).strip(), null).mismatch())
        .extracting(CertificateFinding::text)
        .asString()
        .endsWith("a.example, a.example");
  }

  @Test
  void malformedAlternativeNameNeverFallsBackToTheCommonName() {
    Issued malformed =
        Recipe.subject("CN=post.fi.example")
            .nonCritical(Extension.subjectAlternativeName, new DERIA5String("post.fi.example"))
            .selfSigned();
    IdentityCheck check = check(IdentityRule.CN_FALLBACK, malformed, null);
    assertThat(check.matched()).isEmpty();
    assertThat(check.mismatch()).asString().contains("malformed extension");
  }

  @Test
  void certificateWithAbsurdlyManyNamesMatchesNothing() {
    assertThat(check(IdentityRule.SAN, withNames(2001), null).matched()).isEmpty();
    assertThat(check(IdentityRule.SAN, withNames(2000), null).matched()).isPresent();
  }

  private static Issued withNames(int count) {
    GeneralName[] names = new GeneralName[count];
    Arrays.fill(names, new GeneralName(GeneralName.dNSName, "post.fi.example"));
    return Recipe.subject("CN=x")
        .extension(Extension.subjectAlternativeName, new GeneralNames(names))
        .selfSigned();
  }

  @Test
  void addressMatchesOnlyAnAddressAndANameOnlyAName() throws Exception {
    InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    Issued withAddress =
        Recipe.subject("CN=192.0.2.1")
            .extension(
                Extension.subjectAlternativeName,
                new GeneralNames(
                    new GeneralName(
                        GeneralName.iPAddress, new DEROctetString(address.getAddress()))))
            .selfSigned();
    Issued asName = Recipe.server("192.0.2.1").selfSigned();
    assertThat(matched(withAddress, ReferenceIdentifier.ofAddress(address)))
        .contains(new PresentedIdentifier(PresentedIdentifier.Place.IP_ADDRESS, "192.0.2.1"));
    assertThat(matched(asName, ReferenceIdentifier.ofAddress(address))).isEmpty();
    assertThat(matched(withAddress, ReferenceIdentifier.of(HOST))).isEmpty();
    assertThat(
            matched(
                withAddress,
                ReferenceIdentifier.ofAddress(
                    InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 2}))))
        .isEmpty();
  }

  @Test
  void namesThatAreNoDnsNamesAreIgnored() {
    Issued others =
        Recipe.subject("CN=x")
            .extension(
                Extension.subjectAlternativeName,
                new DERSequence(
                    new GeneralName[] {
                      new GeneralName(GeneralName.rfc822Name, "post.fi.example"),
                      new GeneralName(
                          GeneralName.uniformResourceIdentifier, "https://post.fi.example"),
                      new GeneralName(GeneralName.directoryName, "CN=post.fi.example"),
                    }))
            .selfSigned();
    assertThat(check(IdentityRule.SAN, others, null).matched()).isEmpty();
  }

  @Test
  void oneOfSeveralReferencesIsEnough() {
    ReferenceIdentifier reference =
        ReferenceIdentifier.anyOf(List.of(HOST, Domain.of("fi.example")));
    assertThat(matched(Recipe.server("fi.example").selfSigned(), reference)).isPresent();
    assertThat(matched(Recipe.server("se.example").selfSigned(), reference)).isEmpty();
    assertThat(reference).hasToString("post.fi.example or fi.example");
  }

  @Test
  void requiredCommonNameHasOneTo253Characters() {
    CertificateRequirement.Builder builder = CertificateRequirement.builder(NOBODY);
    for (String name : List.of("", " ", "a".repeat(254))) {
      assertThatThrownBy(() -> builder.commonName(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("common-name: expected 1 to 253 characters");
    }
    assertThat(
            builder
                .identityRule(IdentityRule.CN_REQUIRED)
                .commonName("a".repeat(253))
                .build()
                .commonName())
        .contains("a".repeat(253));
  }

  @Test
  void commonNameThatNoRuleLooksAtIsRefused() {
    assertThatThrownBy(
            () -> CertificateRequirement.builder(NOBODY).commonName("gw.fi.example").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("common-name: expected certificate-name: cn-required with it, found san");
  }

  private static Optional<PresentedIdentifier> matched(
      Issued issued, ReferenceIdentifier reference) {
    return new IdentityCheck(
            issued.certificate(), reference, CertificateRequirement.builder(NOBODY).build())
        .matched();
  }

  private static IdentityCheck check(
      IdentityRule rule, String subject, @Nullable String names, @Nullable String required) {
    Recipe recipe = Recipe.subject(subject);
    return check(
        rule, (names == null ? recipe : recipe.names(names.split(" +"))).selfSigned(), required);
  }

  private static IdentityCheck check(IdentityRule rule, Issued issued, @Nullable String required) {
    CertificateRequirement.Builder builder =
        CertificateRequirement.builder(NOBODY).identityRule(rule);
    return new IdentityCheck(
        issued.certificate(),
        ReferenceIdentifier.of(HOST),
        (required == null ? builder : builder.commonName(required)).build());
  }
}
