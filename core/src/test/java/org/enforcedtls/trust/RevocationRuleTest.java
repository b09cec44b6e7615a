package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.enforcedtls.trust.RevocationSource.CRL;
import static org.enforcedtls.trust.RevocationSource.OCSP;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RevocationRuleTest {
  private static final RevocationRule REQUIRE = RevocationRule.of(RevocationMode.REQUIRE);

  @Test
  void nothingIsFetchedByDefault() {
    assertThat(RevocationRule.off().fetch()).isEmpty();
    assertThat(REQUIRE.fetch()).isEmpty();
    assertThat(REQUIRE).hasToString("require");
  }

  @Test
  void whatWouldNeverBeAskedIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RevocationRule.off().withFetch(List.of(CRL)))
        .withMessage(
            "revocation-fetch: expected revocation: when-available or revocation: require with it,"
                + " found off");
    assertThat(RevocationRule.off().withFetch(List.of())).isEqualTo(RevocationRule.off());
  }

  @Test
  void orderAndRepetitionOfSourcesMakeNoDifference() {
    assertThat(REQUIRE.withFetch(List.of(CRL, OCSP, CRL)))
        .isEqualTo(REQUIRE.withFetch(List.of(OCSP, CRL)))
        .hasSameHashCodeAs(REQUIRE.withFetch(List.of(OCSP, CRL)))
        .hasToString("require (fetch ocsp, crl)");
    assertThat(REQUIRE.withFetch(List.of(CRL, OCSP)).fetch()).containsExactly(OCSP, CRL);
  }

  @Test
  void repeatedCallReplaces() {
    assertThat(REQUIRE.withFetch(List.of(OCSP)).withFetch(List.of(CRL)).fetch())
        .containsExactly(CRL);
  }

  @Test
  void listsAndSourcesLeaveEachOtherAlone() throws IOException {
    RevocationLists lists = RevocationLists.of("a.crl", CrlRecipe.of(INTERMEDIATE).octets());
    RevocationRule rule = REQUIRE.withFetch(List.of(OCSP)).withLists(lists);
    assertThat(rule).isEqualTo(REQUIRE.withLists(lists).withFetch(List.of(OCSP)));
    assertThat(rule.toString()).matches("require \\(1 CRLs, fingerprint \\w+\\) \\(fetch ocsp\\)");
  }

  @Test
  void requirementsThatFetchDifferentlyHaveDifferentFingerprints() {
    assertThat(
            Stream.of(List.<RevocationSource>of(), List.of(OCSP), List.of(CRL), List.of(OCSP, CRL))
                .map(
                    sources ->
                        Verdicts.trusting(INTERMEDIATE).toBuilder()
                            .revocation(REQUIRE.withFetch(sources))
                            .build()
                            .fingerprint())
                .distinct())
        .hasSize(4);
  }
}
