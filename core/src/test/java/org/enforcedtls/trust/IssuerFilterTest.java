package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuerFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DigiCert            | CN=Root, O=DigiCert Inc
          digicert            | CN=Root, O=DigiCert
          DigiCert, Inc.      | CN=Root, O=DIGICERT INC
          DigiCert Inc        | CN=Root, O="DigiCert, Inc."
          GoDaddy.com         | CN=Root, O="GoDaddy.com, Inc."
          GoDaddy             | CN=Root, O="GoDaddy.com, Inc."
          NetLock             | CN=Root, O=NetLock Kft.
          Förvaltning         | CN=Root, O=FÖRVALTNING AB
          Second              | CN=Root, O=First, O=Second
          DigiCert            | CN=Root + O=DigiCert Inc
          """)
  void entryAdmitsOrganisation(String entry, String subject) {
    assertThat(IssuerFilter.of(List.of(entry)).admits(anchor(subject))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DigiCert            | CN=Root, O=DigiCertified
          DigiCert            | CN=Root, O=Not DigiCert
          DigiCert            | CN=Root, O=Digi Cert
          DigiCert Inc        | CN=Root, O=DigiCert
          DigiCert            | CN=DigiCert, O=Evil
          DigiCert            | CN=DigiCert
          DigiCert            | OU=DigiCert, O=Evil
          Inc                 | CN=Root, O=DigiCert Inc
          Digi                | CN=Root, O=DigiCert Inc
          DigiCert            | CN=Root, O=DıgıCert
          DigiCert            | O=Evil + CN=DigiCert
          """)
  void entryDoesNotAdmitOrganisation(String entry, String subject) {
    assertThat(IssuerFilter.of(List.of(entry)).admits(anchor(subject))).isFalse();
  }

  @Test
  void fingerprintAdmitsTheOneAnchorInAnySpelling() {
    TrustAnchor anchor = anchor("CN=Root, O=DigiCert Inc");
    String withColons =
        anchor.sha256().toUpperCase(java.util.Locale.ROOT).replaceAll("..\\B", "$0:");
    assertThat(withColons).contains(":");
    assertThat(IssuerFilter.of(List.of(withColons)).admits(anchor)).isTrue();
    assertThat(IssuerFilter.of(List.of(anchor.sha256())).admits(anchor)).isTrue();
    assertThat(IssuerFilter.of(List.of(anchor.sha256())).admits(anchor("CN=Root, O=DigiCert Inc")))
        .isFalse();
    assertThat(IssuerFilter.of(List.of(withColons)))
        .isEqualTo(IssuerFilter.of(List.of(anchor.sha256())));
  }

  @Test
  void anyAdmitsEveryAnchor() {
    assertThat(IssuerFilter.any().admits(anchor("CN=Root"))).isTrue();
  }

  @Test
  void oneOfSeveralEntriesIsEnough() {
    IssuerFilter filter = IssuerFilter.of(List.of("ISRG", "DigiCert"));
    assertThat(filter.admits(anchor("O=DigiCert Inc"))).isTrue();
    assertThat(filter.admits(anchor("O=Evil"))).isFalse();
    assertThat(filter).hasToString("[ISRG, DigiCert]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "---", "\u0000"})
  void entryThatCouldNameNothingIsRefused(String entry) {
    assertThatThrownBy(() -> IssuerFilter.of(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("issuers: expected an organisation");
  }

  @Test
  void entryHasAtMost200Characters() {
    assertThat(IssuerFilter.of(List.of("x".repeat(200))).isRestricted()).isTrue();
    assertThatThrownBy(() -> IssuerFilter.of(List.of("x".repeat(201))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyFilterIsRefused() {
    assertThatThrownBy(() -> IssuerFilter.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  private static TrustAnchor anchor(String subject) {
    return new TrustAnchor(
        Recipe.authority(subject).selfSigned().certificate(), "label", "origin", null);
  }
}
