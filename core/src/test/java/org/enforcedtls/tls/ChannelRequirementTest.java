package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.enforcedtls.tls.ChannelFinding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelRequirementTest {
  private static final ChannelRequirement DEFAULTS = ChannelRequirement.defaults();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # protocol, suite,                         finding
          SSLv3,      TLS_RSA_WITH_AES_128_CBC_SHA,  PROTOCOL_BELOW_FLOOR
          TLSv1,      TLS_RSA_WITH_AES_128_CBC_SHA,  PROTOCOL_BELOW_FLOOR
          TLSv1.1,    TLS_RSA_WITH_AES_128_CBC_SHA,  PROTOCOL_BELOW_FLOOR
          TLSv9,      TLS_AES_256_GCM_SHA384,        PROTOCOL_BELOW_FLOOR
          TLSv1.2,    TLS_RSA_WITH_NULL_SHA256,      CIPHER_BELOW_FLOOR
          TLSv1.2,    TLS_RSA_WITH_RC4_128_SHA,      CIPHER_BELOW_FLOOR
          TLSv1.2,    SSL_RSA_WITH_3DES_EDE_CBC_SHA, CIPHER_BELOW_FLOOR
          TLSv1.2,    TLS_NEW_SUITE,                 CIPHER_BELOW_FLOOR
          TLSv1.2,    TLS_RSA_WITH_AES_128_CBC_SHA,  -
          TLSv1.3,    TLS_AES_128_GCM_SHA256,        -
          """)
  void whatWasAgreedIsCheckedAndTheUnknownIsNotAdmitted(
      String protocol, String suite, Kind finding) {
    List<ChannelFinding> findings = DEFAULTS.check(new NegotiatedChannel(protocol, suite, false));
    assertThat(findings)
        .extracting(ChannelFinding::kind)
        .isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL-SHA", "DES-CBC3-SHA", "RC4-MD5", "ADH-AES256-SHA", "IDEA-CBC-SHA"})
  void noProfileCanHoldASuiteBelowTheFloor(String name) {
    List<CipherSuite> suites = List.of(CipherSuite.of("AES128-SHA"), CipherSuite.of(name));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CipherProfile.of("legacy", suites))
        .withMessageContaining("no policy can admit it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void protocolBeforeTls12IsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ChannelRequirement.of(TlsProtocol.of(name), CipherProfile.finansinspektionen()));
  }

  @Test
  void emptyProfileIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> CipherProfile.of("none", List.of()));
  }

  @Test
  void joinedRequirementsAdmitOnlyWhatBothDo() {
    ChannelRequirement one = ChannelRequirement.of(TlsProtocol.TLS_1_3, profile("AES128-SHA"));
    ChannelRequirement other =
        ChannelRequirement.of(TlsProtocol.TLS_1_2, profile("AES256-SHA256", "AES128-SHA"));
    ChannelRequirement joined = one.join(other);
    assertThat(joined.leastProtocol()).isEqualTo(TlsProtocol.TLS_1_3);
    assertThat(joined.profile().suites()).containsExactly(CipherSuite.of("AES128-SHA"));
    ChannelRequirement nothing =
        one.join(ChannelRequirement.of(TlsProtocol.TLS_1_2, profile("AES256-SHA256")));
    assertThat(nothing.offer(TlsEngine.jdk()).isEmpty()).isTrue();
    assertThat(nothing.check(new NegotiatedChannel("TLSv1.3", "TLS_AES_256_GCM_SHA384", false)))
        .hasSize(1);
  }

  @Test
  void offerHoldsOnlyWhatIsAdmittedAndTheEngineCanDo() {
    ChannelOffer offer = DEFAULTS.offer(TlsEngine.jdk());
    assertThat(offer.protocolNames()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(offer.suiteNames())
        .startsWith("TLS_AES_256_GCM_SHA384")
        .doesNotContain("TLS_RSA_WITH_NULL_SHA256")
        .allSatisfy(name -> assertThat(CipherSuite.of(name).rung().isAdmissible()).isTrue());
  }

  @Test
  void profileOfTheRegulatorHoldsTheFloorAndTheRecommendation() {
    CipherProfile profile = CipherProfile.finansinspektionen();
    assertThat(profile.admits(CipherSuite.of("AES128-SHA"))).isTrue();
    assertThat(profile.admits(CipherSuite.of("AES256-SHA256"))).isTrue();
    assertThat(CipherSuite.of("AES128-SHA").rung().isBelowRecommended()).isTrue();
    assertThat(CipherSuite.of("AES256-SHA256").rung().isBelowRecommended()).isFalse();
    assertThat(profile.suites())
        .allSatisfy(suite -> assertThat(suite.rung().isAdmissible()).isTrue());
  }

  private static CipherProfile profile(String... names) {
    return CipherProfile.of("own", List.of(names).stream().map(CipherSuite::of).toList());
  }
}
