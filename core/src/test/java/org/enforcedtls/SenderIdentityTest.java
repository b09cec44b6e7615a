package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.preflight.SenderReadiness;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What others can find out about this host: each fault is named, and nothing else. */
class SenderIdentityTest {
  private static final String EHLO_NAME = "mail.bank.example";
  private static final String ADDRESS = "192.0.2.7";
  private static final String ARPA = "7.2.0.192.in-addr.arpa";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("ehlo-name-without-address", dns -> dns.remove(EHLO_NAME, "A")),
        fault("ehlo-name-is-alias", SenderIdentityTest::alias),
        fault("sender-unknown", dns -> dns.behave(EHLO_NAME, "A", DnsBehaviour.SERVFAIL)),
        fault("sender-unknown", dns -> dns.behave(ARPA, "PTR", DnsBehaviour.SERVFAIL)),
        fault("ptr-missing", dns -> dns.remove(ARPA, "PTR")),
        fault("ptr-not-confirmed", dns -> ptr(dns, "gone.bank.example.")),
        fault("ptr-not-confirmed", dns -> ptr(dns, "no\\.host\\ name.bank.example.")),
        fault(
            "sender-unknown",
            dns ->
                ptr(dns, "other.bank.example.")
                    .behave("other.bank.example", "A", DnsBehaviour.SERVFAIL)),
        fault(
            "ptr-other-than-ehlo-name",
            dns -> ptr(dns, "other.bank.example.").address("other.bank.example", ADDRESS)),
        fault(
            "sending-address-not-of-ehlo-name",
            dns -> dns.remove(EHLO_NAME, "A").address(EHLO_NAME, "192.0.2.8")));
  }

  private static Arguments fault(String findings, Consumer<TestDns> fault) {
    return Arguments.of(findings, fault);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void eachFaultIsNamedAndNothingElse(String findings, Consumer<TestDns> fault) throws Exception {
    fault.accept(good());
    SenderReadiness readiness = readiness(List.of(InetAddress.getByName(ADDRESS)));
    assertThat(readiness.findings().stream().map(Finding::code))
        .containsExactlyInAnyOrder(findings.split(" "));
    assertThat(readiness.verdict())
        .isEqualTo(
            findings.equals("sender-unknown")
                ? Readiness.Verdict.NOT_CHECKED
                : Readiness.Verdict.FINDINGS);
  }

  @Test
  void goodSenderHasNoFindingAndIsLookedAtUnasked() {
    good();
    SenderReadiness readiness = readiness(List.of());
    assertThat(readiness.findings()).isEmpty();
    assertThat(readiness.verdict()).isEqualTo(Readiness.Verdict.READY);
    assertThat(readiness.identity().origins()).hasSize(1);
  }

  @Test
  void rangeOfAddressesThatIsDelegatedByAliasIsFollowed() {
    good()
        .remove(ARPA, "PTR")
        .cname(ARPA, "7.0-63.2.0.192.in-addr.arpa")
        .add("7.0-63.2.0.192.in-addr.arpa", "PTR", EHLO_NAME + ".");
    assertThat(readiness(List.of()).findings()).isEmpty();
  }

  @Test
  void addressOfTheNewKindHasANameToo() throws Exception {
    String arpa = "1.0.0.0" + ".0".repeat(20) + ".8.b.d.0.1.0.0.2.ip6.arpa";
    good().address(EHLO_NAME, "2001:db8::1").add(arpa, "PTR", EHLO_NAME + ".");
    assertThat(readiness(List.of(InetAddress.getByName("2001:db8::1"))).findings()).isEmpty();
  }

  private TestDns good() {
    return scene.dns().address(EHLO_NAME, ADDRESS).add(ARPA, "PTR", EHLO_NAME + ".");
  }

  private static TestDns ptr(TestDns dns, String name) {
    return dns.remove(ARPA, "PTR").add(ARPA, "PTR", name);
  }

  private static void alias(TestDns dns) {
    dns.remove(EHLO_NAME, "A")
        .cname(EHLO_NAME, "out1.bank.example")
        .address("out1.bank.example", ADDRESS);
  }

  private SenderReadiness readiness(List<InetAddress> sendingFrom) {
    try (EnforcedTlsClient client = scene.client().build()) {
      return ReadinessRules.defaults().judge(client.senderIdentity(sendingFrom));
    }
  }
}
