package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.tls.ChannelFinding.Kind;
import org.jspecify.annotations.Nullable;
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
    List<ChannelFinding> findings = DEFAULTS.check(NegotiatedChannel.of(protocol, suite));
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
    assertThat(nothing.platformGap(TlsEngine.jdk())).isPresent();
    assertThat(nothing.check(NegotiatedChannel.of("TLSv1.3", "TLS_AES_256_GCM_SHA384"))).hasSize(1);
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

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # protocol, told,           only offered,                      finding
          TLSv1.3,    X25519MLKEM768, -,                                 -
          TLSv1.3,    x25519mlkem768, X25519MLKEM768,                    -
          TLSv1.3,    -,              X25519MLKEM768,                    -
          TLSv1.3,    -,              X25519MLKEM768 SecP256r1MLKEM768,  -
          TLSv1.3,    -,              -,                                 CIPHER_BELOW_FLOOR
          TLSv1.3,    x25519,         -,                                 CIPHER_BELOW_FLOOR
          TLSv1.3,    x25519,         X25519MLKEM768,                    CIPHER_BELOW_FLOOR
          TLSv1.3,    MLKEM768,       -,                                 CIPHER_BELOW_FLOOR
          """)
  void demandedGroupHoldsOnlyIfItIsToldOrNoOtherWasOffered(
      String protocol, @Nullable String told, @Nullable String offered, @Nullable Kind finding) {
    NegotiatedChannel channel = NegotiatedChannel.of(protocol, "TLS_AES_256_GCM_SHA384");
    channel = told == null ? channel : channel.withGroup(told);
    channel = offered == null ? channel : channel.withOnlyGroupsOffered(groups(offered));
    assertThat(ChannelRequirement.postQuantum().check(channel))
        .extracting(ChannelFinding::kind)
        .isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void offeredGroupsProveNothingBeforeTls13() {
    NegotiatedChannel channel =
        NegotiatedChannel.of("TLSv1.2", "TLS_AES_256_GCM_SHA384")
            .withOnlyGroupsOffered(groups("X25519MLKEM768"));
    assertThat(channel.groupNames()).isEmpty();
    assertThat(ChannelRequirement.postQuantum().check(channel)).hasSize(2);
  }

  @Test
  void oneGroupOfThoseOfferedThatIsNotDemandedIsAFinding() {
    ChannelRequirement narrow =
        ChannelRequirement.modern().withHybridGroups(groups("SecP256r1MLKEM768"));
    NegotiatedChannel channel =
        NegotiatedChannel.of("TLSv1.3", "TLS_AES_256_GCM_SHA384")
            .withOnlyGroupsOffered(groups("X25519MLKEM768 SecP256r1MLKEM768"));
    assertThat(narrow.check(channel))
        .extracting(ChannelFinding::text)
        .containsExactly(
            "expected a key exchange by SecP256r1MLKEM768, found X25519MLKEM768 or SecP256r1MLKEM768");
  }

  @Test
  void joinedGroupsAreThoseThatBothAdmit() {
    ChannelRequirement pq = ChannelRequirement.postQuantum();
    ChannelRequirement narrow = ChannelRequirement.modern();
    assertThat(pq.join(narrow).hybridGroups()).isEqualTo(pq.hybridGroups());
    assertThat(narrow.join(pq).hybridGroups()).isEqualTo(pq.hybridGroups());
    ChannelRequirement one = narrow.withHybridGroups(groups("X25519MLKEM768"));
    ChannelRequirement other = narrow.withHybridGroups(groups("SecP256r1MLKEM768"));
    assertThat(pq.join(one).hybridGroups()).contains(groups("X25519MLKEM768"));
    assertThat(one.join(other).platformGap(TlsEngine.jdk()).orElseThrow())
        .contains("no group is left");
    assertThat(one.join(other).check(NegotiatedChannel.of("TLSv1.3", "TLS_AES_128_GCM_SHA256")))
        .hasSize(1);
  }

  @Test
  void groupIsDemandedFromTls13OnOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelRequirement.defaults().withHybridGroups(groups("X25519MLKEM768")))
        .withMessageContaining("TLSv1.3");
  }

  @Test
  void demandedGroupTellsFingerprintsApart() {
    ChannelRequirement modern = ChannelRequirement.modern();
    assertThat(modern.withHybridGroups(groups("X25519MLKEM768")).fingerprint())
        .isNotEqualTo(modern.fingerprint())
        .isNotEqualTo(modern.withHybridGroups(groups("SecP256r1MLKEM768")).fingerprint());
  }

  private static List<HybridGroup> groups(String names) {
    return Stream.of(names.split(" ", -1))
        .map(HybridGroup::find)
        .map(Optional::orElseThrow)
        .toList();
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
