package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaneVerifierTest {
  private static final Domain MX = Domain.of("mx.fi.example");
  private static final Domain NEXT_HOP = Domain.of("fi.example");
  private static final Issued ROOT = Recipe.authority("CN=Root").selfSigned();
  private static final Issued INTERMEDIATE = Recipe.authority("CN=Intermediate").issuedBy(ROOT);
  private static final Issued OTHER_ROOT = Recipe.authority("CN=Other").selfSigned();
  private static final Issued SERVER = Recipe.server("mx.fi.example").issuedBy(INTERMEDIATE);

  private static DaneVerdict verdict(List<TlsaRecord> records, Issued... presented) {
    List<X509Certificate> chain = Arrays.stream(presented).map(Issued::certificate).toList();
    return DaneVerifier.verify(
        PresentedChain.of(chain),
        new DaneRequirement(
            MX, TlsaSet.of(records), ReferenceIdentifier.anyOf(List.of(MX, NEXT_HOP))),
        Recipe.NOW);
  }

  private static TlsaRecord record(String parameters, Issued of) {
    return TlsaRecipe.record(parameters, of.certificate());
  }

  private static void assertNotMatched(DaneVerdict verdict, Kind... kinds) {
    assertThat(verdict.isMatched()).isFalse();
    assertThat(((DaneVerdict.NotMatched) verdict).findings())
        .extracting(CertificateFinding::kind)
        .containsExactly(kinds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 0 0", "3 0 1", "3 0 2", "3 1 0", "3 1 1", "3 1 2"})
  void endEntityThatIsAnnouncedIsEnough(String parameters) {
    Issued selfSigned = Recipe.server("mx.fi.example").selfSigned();
    assertThat(verdict(List.of(record(parameters, selfSigned)), selfSigned).isMatched()).isTrue();
    assertNotMatched(verdict(List.of(record(parameters, selfSigned)), SERVER), Kind.TLSA_MISMATCH);
  }

  @Test
  void daneEeIgnoresNamesDatesChainAndUsage() {
    Issued wrong =
        Recipe.authority("CN=elsewhere")
            .names("elsewhere.example")
            .notBefore("2020-01-01T00:00:00Z")
            .notAfter("2021-01-01T00:00:00Z")
            .issuedBy(OTHER_ROOT);
    DaneVerdict verdict = verdict(List.of(record("3 1 1", wrong)), wrong);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            DaneVerdict.Matched.class, matched -> assertThat(matched.name()).isEmpty());
  }

  @Test
  void daneEeAnnouncesTheEndEntityOnly() {
    assertNotMatched(
        verdict(List.of(record("3 1 1", INTERMEDIATE)), SERVER, INTERMEDIATE, ROOT),
        Kind.TLSA_MISMATCH);
  }

  /** Stricter than RFC 7671 §5.1. */
  @Test
  void keyThatCanBeBrokenProvesNothing() {
    Issued weak = Recipe.server("mx.fi.example").keys("RSA 1024").issuedBy(ROOT);
    assertNotMatched(verdict(List.of(record("3 1 1", weak)), weak), Kind.WEAK_KEY);
  }

  @Test
  void oneOfTwoRecordsIsEnoughWhileAKeyIsChanged() {
    Issued next = Recipe.server("mx.fi.example").selfSigned();
    List<TlsaRecord> both = List.of(record("3 1 1", SERVER), record("3 1 1", next));
    assertThat(verdict(both, SERVER).isMatched()).isTrue();
    assertThat(verdict(both, next).isMatched()).isTrue();
    assertNotMatched(verdict(both, OTHER_ROOT), Kind.TLSA_MISMATCH);
  }

  @Test
  void weakerDigestDoesNotSave() {
    Issued next = Recipe.server("mx.fi.example").selfSigned();
    assertNotMatched(
        verdict(List.of(record("3 1 2", next), record("3 1 1", SERVER)), SERVER),
        Kind.TLSA_MISMATCH);
  }

  static Stream<String> anchors() {
    return Stream.of("2 0 0", "2 0 1", "2 0 2", "2 1 0", "2 1 1", "2 1 2");
  }

  @ParameterizedTest
  @MethodSource("anchors")
  void pathToAnAuthorityThatIsAnnouncedIsEnough(String parameters) {
    for (Issued authority : List.of(ROOT, INTERMEDIATE)) {
      DaneVerdict verdict =
          verdict(List.of(record(parameters, authority)), SERVER, INTERMEDIATE, ROOT);
      assertThat(verdict)
          .isInstanceOfSatisfying(
              DaneVerdict.Matched.class,
              matched -> {
                assertThat(matched.certificate()).isEqualTo(authority.certificate());
                assertThat(matched.name()).isPresent();
              });
    }
  }

  @Test
  void authorityThatIsOnlyDigestedHasToBePresented() {
    assertNotMatched(
        verdict(List.of(record("2 0 1", ROOT)), SERVER, INTERMEDIATE), Kind.TLSA_MISMATCH);
    assertThat(verdict(List.of(record("2 0 0", ROOT)), SERVER, INTERMEDIATE).isMatched()).isTrue();
  }

  @Test
  void authorityThatIsPresentedButDidNotIssueProvesNothing() {
    assertNotMatched(
        verdict(List.of(record("2 0 1", OTHER_ROOT)), SERVER, INTERMEDIATE, ROOT, OTHER_ROOT),
        Kind.UNTRUSTED);
  }

  @Test
  void endEntityIsNoAuthorityOfItself() {
    Issued selfSigned = Recipe.server("mx.fi.example").selfSigned();
    List<TlsaRecord> records = List.of(record("2 0 1", selfSigned));
    assertNotMatched(verdict(records, selfSigned), Kind.TLSA_MISMATCH);
    assertNotMatched(verdict(records, selfSigned, selfSigned), Kind.TLSA_MISMATCH);
  }

  @Test
  void daneTaChecksNames() {
    List<TlsaRecord> records = List.of(record("2 0 1", ROOT));
    Issued nextHop = Recipe.server("fi.example").issuedBy(ROOT);
    Issued elsewhere = Recipe.server("elsewhere.example").issuedBy(ROOT);
    assertThat(verdict(records, nextHop, ROOT).isMatched()).isTrue();
    assertNotMatched(verdict(records, elsewhere, ROOT), Kind.NAME_MISMATCH);
  }

  @Test
  void daneTaChecksDates() {
    Issued expired =
        Recipe.server("mx.fi.example")
            .notBefore("2020-01-01T00:00:00Z")
            .notAfter("2021-01-01T00:00:00Z")
            .issuedBy(ROOT);
    assertNotMatched(verdict(List.of(record("2 0 1", ROOT)), expired, ROOT), Kind.EXPIRED);
  }

  @Test
  void daneEeSavesWhereDaneTaFails() {
    Issued elsewhere = Recipe.server("elsewhere.example").issuedBy(ROOT);
    List<TlsaRecord> both = List.of(record("2 0 1", ROOT), record("3 1 1", elsewhere));
    assertThat(verdict(both, elsewhere, ROOT).isMatched()).isTrue();
  }

  @Test
  void nothingPresentedMatchesNothing() {
    assertNotMatched(verdict(List.of(record("3 1 1", SERVER))), Kind.TLSA_MISMATCH);
  }

  @Test
  void setThatDoesNotCountIsNoRequirement() {
    TlsaSet unusable = TlsaSet.of(List.of(record("1 1 1", SERVER)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DaneRequirement(MX, unusable, ReferenceIdentifier.of(MX)));
  }

  @Test
  void mismatchSaysWhatWasExpectedAndFound() {
    DaneVerdict verdict = verdict(List.of(record("3 1 1", ROOT)), SERVER);
    CertificateFinding finding = ((DaneVerdict.NotMatched) verdict).findings().get(0);
    assertThat(finding.text())
        .startsWith(
            "CN=mx.fi.example: expected what TLSA of _25._tcp.mx.fi.example announces (3 1 1 ")
        .contains("found key sha256 ");
    assertThat(finding.evidence()).containsKeys("certificateSha256", "tlsaBaseDomain", "expected");
  }
}
