package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;

/** Connections and contexts are shared by what is equal: so what differs must not be. */
final class EqualityTest {
  private static final Issued A = Recipe.authority("CN=A,O=A").selfSigned();
  private static final Issued B = Recipe.authority("CN=B,O=B").selfSigned();

  @Test
  void requirementsAreEqualOnlyIfAllTheirPartsAre() {
    CertificateRequirement plain = Verdicts.trusting(A);
    assertOnlyEqualTo(plain, Verdicts.trusting(A));
    assertDiffer(
        plain,
        Verdicts.trusting(B),
        plain.toBuilder().issuers(IssuerFilter.of(List.of("A"))).build(),
        plain.toBuilder().identityRule(IdentityRule.CN_REQUIRED).build(),
        plain.toBuilder().leastEcBits(384).build());
  }

  @Test
  void anchorsAreEqualIfTheirCertificatesAre() {
    assertOnlyEqualTo(anchor(A, "one"), anchor(A, "another"));
    assertDiffer(anchor(A, "one"), anchor(B, "one"));
  }

  private static TrustAnchor anchor(Issued issued, String label) {
    return new TrustAnchor(issued.certificate(), label, "origin", null);
  }

  @Test
  void setsOfAnchorsDifferInWhatTheyForbid() throws IOException {
    assertDiffer(list(""), list(forbidding(1)), list(forbidding(2)));
    assertOnlyEqualTo(list(forbidding(1)), list(forbidding(1)));
  }

  private static String forbidding(long serialNumber) {
    return CertdataText.distrust(
        B.certificate().getSubjectX500Principal().getEncoded(), BigInteger.valueOf(serialNumber));
  }

  private static TrustAnchors list(String more) throws IOException {
    CertdataParser parser =
        new CertdataParser(
            "list.txt",
            CertdataText.certificate(A.certificate(), "a", "CK_BBOOL CK_FALSE")
                + CertdataText.trust(A.certificate(), "CKT_NSS_TRUSTED_DELEGATOR")
                + more);
    parser.parse();
    return new TrustAnchors(parser.anchors(), parser.distrusted());
  }

  @Test
  void filtersAreEqualIfTheirEntriesSayTheSame() {
    String sha256 = Certificates.sha256Of(A.certificate());
    assertOnlyEqualTo(IssuerFilter.of(List.of("A b", "C")), IssuerFilter.of(List.of("c", "a, B")));
    assertDiffer(
        IssuerFilter.any(),
        IssuerFilter.of(List.of("A")),
        IssuerFilter.of(List.of("A", "B")),
        IssuerFilter.of(List.of("A", sha256)),
        IssuerFilter.of(List.of(sha256)));
    assertThat(IssuerFilter.any().canonicalText()).isEqualTo("any");
  }

  @Test
  void listsOfRevocationAreEqualIfTheyHoldTheSame() throws IOException {
    assertDiffer(
        RevocationLists.none(),
        RevocationLists.of("a.crl", CrlRecipe.of(A).octets()),
        RevocationLists.of("a.crl", CrlRecipe.of(B).octets()));
  }

  @Test
  void referencesAreEqualIfTheirNamesOrAddressesAre() throws UnknownHostException {
    Domain fi = Domain.of("fi.example");
    Domain se = Domain.of("se.example");
    assertOnlyEqualTo(
        ReferenceIdentifier.anyOf(List.of(fi, se)), ReferenceIdentifier.anyOf(List.of(se, fi)));
    assertDiffer(
        ReferenceIdentifier.of(fi),
        ReferenceIdentifier.of(se),
        ReferenceIdentifier.anyOf(List.of(fi, se)),
        ReferenceIdentifier.ofAddress(InetAddress.getByName("192.0.2.1")),
        ReferenceIdentifier.ofAddress(InetAddress.getByName("192.0.2.2")));
    assertThatThrownBy(() -> ReferenceIdentifier.anyOf(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("names: expected at least one, found none");
  }

  @Test
  void changesAreNoneOnlyIfNothingCameOrWent() {
    TrustAnchors a = TrustAnchors.of(Verdicts.certificates(A));
    TrustAnchors both = TrustAnchors.of(Verdicts.certificates(A, B));
    assertThat(AnchorChanges.between(a, both).isEmpty()).isFalse();
    assertThat(AnchorChanges.between(both, a).isEmpty()).isFalse();
    assertThat(AnchorChanges.between(both, both).isEmpty()).isTrue();
  }

  private static void assertOnlyEqualTo(Object one, Object same) {
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo("another type");
  }

  private static void assertDiffer(Object... all) {
    for (Object one : all) {
      assertThat(Arrays.stream(all).filter(one::equals)).as("%s", one).hasSize(1);
    }
  }
}
