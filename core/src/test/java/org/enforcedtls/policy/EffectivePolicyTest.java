package org.enforcedtls.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.IdentityRule;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectivePolicyTest {
  private static final Instant NOW = Instant.parse("2026-12-01T06:00:00Z");
  private static final Domain MX = Domain.of("mx.fi.example");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # stage, from,                 until,                decides
          OBSERVE, -,                    -,                    false
          ENFORCE, 2026-12-01T06:00:01Z, -,                    false
          ENFORCE, -,                    2026-12-01T06:00:00Z, false
          OBSERVE, 2026-01-01T00:00:00Z, -,                    false
          ENFORCE, -,                    -,                    true
          ENFORCE, 2026-12-01T06:00:00Z, -,                    true
          ENFORCE, -,                    2026-12-01T06:00:01Z, true
          """)
  void aRowDecidesOnlyInItsStageAndTime(Stage stage, Instant from, Instant until, boolean decides) {
    Enforcement enforcement = Enforcement.always().withStage(stage);
    enforcement = from == null ? enforcement : enforcement.startingAt(from);
    enforcement = until == null ? enforcement : enforcement.endingAt(until);
    TlsPolicy row = row("partners.yaml:3").enforcement(enforcement).build();
    EffectivePolicy policy = EffectivePolicy.settle(List.of(row), TlsPolicy.verified(), NOW);
    assertThat(policy.principal()).isEqualTo(decides ? row : TlsPolicy.verified());
    assertThat(policy.observed()).hasSize(decides ? 0 : 1);
  }

  @Test
  void startThatIsNotBeforeTheEndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Enforcement.always().startingAt(NOW).endingAt(NOW))
        .withMessageContaining("must be before");
  }

  @Test
  void withoutAnyPolicyTheDefaultDecidesAndAuthenticatesNoName() {
    EffectivePolicy policy = EffectivePolicy.settle(List.of(), TlsPolicy.verified(), NOW);
    assertThat(policy.mxAuthentication(MX)).isEqualTo(MxAuthentication.NOTHING);
    assertThat(policy.refusing(MX)).isEmpty();
    assertThat(policy.fingerprint()).isEqualTo(TlsPolicy.verified().fingerprint());
  }

  @Test
  void allJoinedPoliciesMustAdmitAHost() {
    TlsPolicy wide = row("a.yaml:1").mxAdmission(only("*.fi.example")).build();
    TlsPolicy narrow = row("b.yaml:1").mxAdmission(only("mx2.fi.example")).build();
    EffectivePolicy policy =
        EffectivePolicy.settle(List.of(wide, narrow), TlsPolicy.verified(), NOW);
    assertThat(policy.refusing(MX)).contains(narrow);
    assertThat(policy.refusing(Domain.of("mx2.fi.example"))).isEmpty();
    assertThat(policy.fingerprint()).isNotEqualTo(wide.fingerprint());
  }

  @Test
  void aListedHostIsAuthenticatedByItsRow() {
    TlsPolicy row = row("partners.yaml:3").mxAdmission(only("mx.fi.example")).build();
    EffectivePolicy policy = EffectivePolicy.settle(List.of(row), TlsPolicy.verified(), NOW);
    assertThat(policy.mxAuthentication(MX)).isEqualTo(MxAuthentication.ROW);
    assertThat(policy.mxAuthentication(Domain.of("mx.evil.example")))
        .isEqualTo(MxAuthentication.NOTHING);
  }

  @Test
  void bindingAddressesAdmitNoOther() throws UnknownHostException {
    InetAddress registered = InetAddress.getByName("192.0.2.1");
    InetAddress other = InetAddress.getByName("192.0.2.2");
    AdmittedMx mx = AdmittedMx.of(MxPattern.of("mx.fi.example"));
    assertThatIllegalStateException()
        .isThrownBy(() -> MxAdmission.only(List.of(mx)).withBindingAddresses());
    MxAdmission advisory = MxAdmission.only(List.of(mx.withAddresses(List.of(registered))));
    assertThat(effective(advisory).admitsAddress(MX, other)).isTrue();
    assertThat(effective(advisory.withBindingAddresses()).admitsAddress(MX, other)).isFalse();
    assertThat(effective(advisory.withBindingAddresses()).admitsAddress(MX, registered)).isTrue();
  }

  @Test
  void failNowNeedsEveryPolicyToSaySo() {
    TlsPolicy now =
        row("a.yaml:1").enforcement(Enforcement.always().withOnFailure(OnFailure.FAIL_NOW)).build();
    TlsPolicy hold = row("b.yaml:1").build();
    assertThat(EffectivePolicy.settle(List.of(now), hold, NOW).onFailure())
        .isEqualTo(OnFailure.FAIL_NOW);
    assertThat(EffectivePolicy.settle(List.of(now, hold), hold, NOW).onFailure())
        .isEqualTo(OnFailure.HOLD);
  }

  @Test
  void fingerprintsDifferWhereDemandsDo() {
    TlsPolicy any = row("a.yaml:1").build();
    TlsPolicy listed = row("a.yaml:1").mxAdmission(only("mx.fi.example")).build();
    assertThat(listed.fingerprint()).isNotEqualTo(any.fingerprint()).hasSize(32);
    assertThat(row("b.yaml:9").build().fingerprint()).isEqualTo(any.fingerprint());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFF")
  void ruleOnRevocationIsDemandedAndPartOfTheFingerprint(RevocationMode mode) {
    RevocationRule rule = RevocationRule.of(mode);
    TlsPolicy policy =
        row("a.yaml:1").certificate(CertificateDemand.defaults().withRevocation(rule)).build();
    assertThat(policy.fingerprint()).isNotEqualTo(row("a.yaml:1").build().fingerprint());
    CertificateDemand changed =
        policy.certificate().withIssuers(IssuerFilter.any()).withIdentityRule(IdentityRule.SAN);
    assertThat(changed.revocation()).isEqualTo(rule);
  }

  @Test
  void fingerprintsDifferWhereTwoIssuersReadLikeOne() {
    assertThat(issuedBy("DigiCert", "Inc").fingerprint())
        .isNotEqualTo(issuedBy("DigiCert, Inc").fingerprint());
    assertThat(issuedBy("Inc", "DigiCert").fingerprint())
        .isEqualTo(issuedBy("digicert", "Inc.").fingerprint());
  }

  private static TlsPolicy issuedBy(String... issuers) {
    return row("a.yaml:1")
        .certificate(CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of(issuers))))
        .build();
  }

  @Test
  void fingerprintsDifferWhereACommonNameReadsLikeAnotherHost() {
    AdmittedMx one = AdmittedMx.of(MxPattern.of("a.example"));
    AdmittedMx two = AdmittedMx.of(MxPattern.of("b.example"));
    TlsPolicy both = admitting(one.withCommonName("x"), two);
    TlsPolicy first = admitting(one.withCommonName("x, b.example"));
    assertThat(both.fingerprint()).isNotEqualTo(first.fingerprint());
  }

  private static TlsPolicy admitting(AdmittedMx... hosts) {
    return row("a.yaml:1").mxAdmission(MxAdmission.only(List.of(hosts))).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void commonNameThatNoCertificateCanHaveIsRefused(String name) {
    AdmittedMx mx = AdmittedMx.of(MxPattern.of("mx.fi.example"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mx.withCommonName(name))
        .withMessageContaining("common-name");
    assertThatIllegalArgumentException().isThrownBy(() -> mx.withCommonName("x".repeat(254)));
  }

  @Test
  void aSourceThatCannotTellHoldsAllJoinedWithIt() {
    PolicySource found = domain -> PolicyAnswer.Found.of(TlsPolicy.verified());
    PolicySource broken = domain -> new PolicyAnswer.Unavailable("file gone");
    PolicySource joined = PolicySource.join(PolicySource.none(), found, broken);
    assertThat(joined.policyFor(MX)).isInstanceOf(PolicyAnswer.Unavailable.class);
    assertThat(PolicySource.join(PolicySource.none(), found).policyFor(MX))
        .isInstanceOf(PolicyAnswer.Found.class);
    assertThat(PolicySource.join().policyFor(MX)).isInstanceOf(PolicyAnswer.Absent.class);
  }

  private static EffectivePolicy effective(MxAdmission admission) {
    return EffectivePolicy.settle(
        List.of(row("partners.yaml:3").mxAdmission(admission).build()), TlsPolicy.verified(), NOW);
  }

  private static TlsPolicy.Builder row(String origin) {
    return TlsPolicy.builder(PolicyOrigin.partnerRow(origin)).domain(Domain.of("fi.example"));
  }

  private static MxAdmission only(String pattern) {
    return MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of(pattern))));
  }
}
