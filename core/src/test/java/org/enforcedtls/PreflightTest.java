package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.preflight.Severity;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.IssuerFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A delivery without MAIL: each fault is named, and nothing else. */
@Timeout(120)
class PreflightTest {
  private static final String FI = "fi.example";
  private static final String MX = "mx.fi.example";
  private static final String A1 = "192.0.2.1";

  private final Scene scene = new Scene();

  /** What is wrong with a partner. */
  @FunctionalInterface
  interface Fault {
    void at(PreflightTest test) throws IOException;
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("certificate-expired", t -> t.host(t.certificate().expired().issue())),
        fault("certificate-not-yet-valid", t -> t.host(t.certificate().notYetValid().issue())),
        fault("certificate-untrusted", t -> t.host(TestCa.create("Other CA").issue(MX))),
        fault("certificate-untrusted", t -> t.host(t.certificate().selfSigned().issue())),
        fault("certificate-name-mismatch", t -> t.host(t.scene.ca().issue("other.example"))),
        fault("certificate-weak-key", t -> t.host(t.certificate().rsa(1024).issue())),
        fault(
            "certificate-unsuitable",
            t -> t.host(t.certificate().clientAuthenticationOnly().issue())),
        fault("starttls-not-offered", t -> t.host(MxFault.NO_STARTTLS)),
        fault("starttls-refused", t -> t.host(MxFault.STARTTLS_REFUSED)),
        fault("starttls-injection", t -> t.host(MxFault.PLAINTEXT_INJECTED)),
        fault("greeting-rejected", t -> t.host(MxFault.BUSY)),
        fault("greeting-rejected", t -> t.host(MxFault.NO_SERVICE)),
        fault("protocol-violation", t -> t.host(MxFault.NOT_SMTP)),
        fault("ehlo-rejected", t -> t.host(MxFault.EHLO_REFUSED)),
        fault("tls-handshake-failed", t -> t.host(MxFault.STARTTLS_RESET)),
        fault("tls-handshake-failed", PreflightTest::onlyAnOldProtocol),
        fault("connect-failed", PreflightTest::refused),
        fault("no-address", t -> t.published().scene.dns().remove(MX, "A")),
        fault(
            "address-refused",
            t -> t.published().scene.dns().remove(MX, "A").address(MX, "10.0.0.1")),
        fault("null-mx", t -> t.row(MX).scene.dns().nullMx(FI)),
        fault("dns-not-found", t -> t.row(MX)),
        fault(
            "dns-unavailable",
            t -> t.published().scene.dns().behave(FI, "MX", DnsBehaviour.SERVFAIL)),
        fault("mx-not-in-policy mx-gone", t -> t.row("post.fi.example").good()),
        fault("mx-gone", t -> t.row(MX, "post.fi.example").good()),
        fault("mx-order-changed", PreflightTest::twoInAnotherOrder),
        fault("address-gone address-not-registered", t -> t.registered("192.0.2.7").good()),
        fault("address-gone", t -> t.registered(A1, "192.0.2.7").good()),
        fault("certificate-expires-soon", t -> t.host(t.expiresInDays(20))),
        fault("certificate-expires-very-soon", t -> t.host(t.expiresInDays(13))),
        fault("common-name-changed", t -> t.registeredAs("post.fi.example").good()),
        fault("mx-name-unproved", PreflightTest::good),
        fault("policy-unavailable", PreflightTest::unavailable),
        fault("observed-would-fail", PreflightTest::observedToFail));
  }

  private static Arguments fault(String findings, Fault fault) {
    return Arguments.of(findings, fault);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void eachFaultIsNamedAndNothingElse(String findings, Fault fault) throws IOException {
    fault.at(this);
    assertThat(new TreeSet<>(readiness().findings().stream().map(Finding::code).toList()))
        .containsExactlyInAnyOrder(findings.split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void deliveryAgrees(String findings, Fault fault) throws IOException {
    fault.at(this);
    boolean isDeliverable = readiness().isDeliverable();
    RecipientOutcome outcome = scene.deliverTo("inbox@fi.example");
    assertThat(outcome.isAccepted()).as("%s: %s", findings, outcome).isEqualTo(isDeliverable);
  }

  @Test
  void healthyPartnerHasNoFindingAndGetsNoMail() throws IOException {
    ScriptedMx mx = row(MX).good();
    Readiness readiness = readiness();
    assertThat(readiness.findings()).isEmpty();
    assertThat(readiness.verdict()).isEqualTo(Readiness.Verdict.READY);
    assertThat(readiness.isDeliverable()).isTrue();
    assertThat(mx.messages()).isEmpty();
    assertThat(mx.connections()).hasSize(1);
  }

  @Test
  void everyAddressOfEveryHostIsLookedAt() throws IOException {
    row(MX, "mx2.fi.example").good();
    scene.mx(FI, 20, "mx2.fi.example", "192.0.2.2", scene.host("mx2.fi.example"));
    scene.dns().address("mx2.fi.example", "192.0.2.3");
    scene.network().refused("192.0.2.3");
    Readiness readiness = readiness();
    assertThat(readiness.preflight().attempts()).hasSize(3);
    assertThat(readiness.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("connect-failed");
              assertThat(finding.severity()).isEqualTo(Severity.FAILURE);
              assertThat(finding.place().addresses()).containsExactly("192.0.2.3");
              assertThat(finding.remedy()).isNotBlank();
            });
    assertThat(readiness.isDeliverable()).isTrue();
  }

  @Test
  void weakOffersAreMadeOnlyIfAskedAndAGoodHostTakesNone() throws IOException {
    ScriptedMx mx = row(MX).good();
    try (EnforcedTlsClient client = scene.client().build()) {
      Preflight preflight = client.preflight(PreflightRequest.of(Domain.of(FI)).withWeakOffers());
      assertThat(preflight.accepted()).isEmpty();
      assertThat(ReadinessRules.defaults().judge(preflight).findings()).isEmpty();
    }
    assertThat(mx.connections()).hasSize(4);
  }

  @Test
  void ourOwnHostIsLookedAtAsAnyOther() throws IOException {
    String own = "mail.bank.example";
    row(own).scene.mx(FI, 10, own, A1, scene.host(own));
    try (EnforcedTlsClient client = scene.client().build()) {
      PreflightRequest request = PreflightRequest.of(Domain.of(FI));
      assertThat(ReadinessRules.defaults().judge(client.preflight(request)).findings())
          .extracting(Finding::code)
          .contains("mail-loop");
      assertThat(ReadinessRules.defaults().judge(client.preflight(request.ofOurOwn())).findings())
          .isEmpty();
    }
  }

  @Test
  void noticesOfExpiryCanBeChanged() throws IOException {
    host(expiresInDays(20));
    ReadinessRules rules = ReadinessRules.defaults();
    assertThat(codes(rules.withExpiryNotices(Duration.ofDays(14), Duration.ofDays(7)))).isEmpty();
    assertThat(codes(rules.withExpiryNotices(Duration.ofDays(60), Duration.ofDays(21))))
        .containsExactly("certificate-expires-very-soon");
    assertThatThrownBy(() -> rules.withExpiryNotices(Duration.ZERO, Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rules.withExpiryNotices(Duration.ZERO, Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> codes(ReadinessRules rules) {
    try (EnforcedTlsClient client = scene.client().build()) {
      return rules.judge(client.preflight(Domain.of(FI))).findings().stream()
          .map(Finding::code)
          .toList();
    }
  }

  @Test
  void whereNobodyCanTellItIsNotChecked() {
    unavailable();
    assertThat(readiness().verdict()).isEqualTo(Readiness.Verdict.NOT_CHECKED);
  }

  private CertificateBuilder certificate() {
    return scene.ca().certificate(MX);
  }

  private TestCertificate expiresInDays(int days) {
    Instant now = Instant.now();
    return certificate()
        .validity(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(days)))
        .issue();
  }

  private ScriptedMx good() throws IOException {
    return host(scene.host(MX));
  }

  private ScriptedMx host(TestCertificate certificate) throws IOException {
    return row(MX).host(scene.host(MX).certificate(certificate));
  }

  private ScriptedMx host(MxFault fault) throws IOException {
    return row(MX).host(scene.host(MX).fault(fault));
  }

  private ScriptedMx host(ScriptedMxBuilder host) throws IOException {
    return scene.mx(FI, 10, MX, A1, host);
  }

  /** A row that lists hosts. */
  private PreflightTest row(String... hosts) {
    return row(Stream.of(hosts).map(host -> AdmittedMx.of(MxPattern.of(host))).toList());
  }

  private PreflightTest row(List<AdmittedMx> hosts) {
    TlsPolicy row = rowOf(hosts);
    scene.client().policies(domain -> PolicyAnswer.Found.of(row));
    return this;
  }

  private static TlsPolicy rowOf(List<AdmittedMx> hosts) {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
        .mxAdmission(MxAdmission.only(hosts))
        .build();
  }

  /** A row with the addresses of its host. */
  private PreflightTest registered(String... addresses) throws IOException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address));
    }
    return row(List.of(AdmittedMx.of(MxPattern.of(MX)).withAddresses(all)));
  }

  /** A row with the common name of its host. */
  private PreflightTest registeredAs(String commonName) {
    return row(List.of(AdmittedMx.of(MxPattern.of(MX)).withCommonName(commonName)));
  }

  /** A row, and records of a host that nobody dials. */
  private PreflightTest published() {
    scene.dns().mx(FI, 10, MX).address(MX, A1);
    return row(MX);
  }

  private void refused() {
    published();
    scene.network().refused(A1);
  }

  private void twoInAnotherOrder() throws IOException {
    row("mx2.fi.example", MX).good();
    scene.mx(FI, 20, "mx2.fi.example", "192.0.2.2", scene.host("mx2.fi.example"));
  }

  private void onlyAnOldProtocol() throws IOException {
    TlsPolicy modern =
        rowOf(List.of(AdmittedMx.of(MxPattern.of(MX)))).toBuilder()
            .channel(ChannelRequirement.modern())
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(modern));
    host(scene.host(MX).tlsProtocols("TLSv1.2"));
  }

  private void unavailable() {
    scene.client().policies(domain -> new PolicyAnswer.Unavailable("the disk is gone"));
  }

  private void observedToFail() throws IOException {
    TlsPolicy row =
        rowOf(List.of(AdmittedMx.of(MxPattern.of("*.fi.example")))).toBuilder()
            .certificate(
                CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of("Other CA"))))
            .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
            .whileObserved(rowOf(List.of(AdmittedMx.of(MxPattern.of(MX)))))
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(row));
    good();
  }

  private Readiness readiness() {
    try (EnforcedTlsClient client = scene.client().build()) {
      return ReadinessRules.defaults().judge(client.preflight(Domain.of(FI)));
    }
  }
}
