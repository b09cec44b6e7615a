package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is no longer begun once a delivery is cancelled or its deadline has passed. */
class GivingUpTest {
  private static final String TO = "inbox@fi.example";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    // A test that failed must not leave the next one interrupted.
    Thread.interrupted();
    scene.close();
  }

  @Test
  void addressesOfFurtherHostsAreNotLookedUpBehindTheDeadline() {
    slowDnsAndShortDeadline();
    for (int i = 1; i <= 4; i++) {
      String host = "mx" + i + ".fi.example";
      scene.dns().mx("fi.example", i, host);
      darken(host);
    }
    assertThat(codes(scene.deliver(TO))).containsOnly(CauseCode.DEADLINE_EXCEEDED);
    assertThat(scene.dns().countOf("mx4.fi.example", "A")).isZero();
  }

  @Test
  void furtherDomainsAreNotLookedUpBehindTheDeadline() {
    slowDnsAndShortDeadline();
    scene.dns().behave("one.example", "MX", DnsBehaviour.TIMEOUT);
    scene.dns().behave("two.example", "MX", DnsBehaviour.TIMEOUT);
    scene.dns().behave("three.example", "MX", DnsBehaviour.TIMEOUT);
    DeliveryReport report = scene.deliver("a@one.example", "b@two.example", "c@three.example");
    assertThat(codes(report)).last().isEqualTo(CauseCode.DEADLINE_EXCEEDED);
    assertThat(scene.dns().countOf("three.example", "MX")).isZero();
  }

  @Test
  void interruptedThreadCancelsAndStaysInterrupted() throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    Thread.currentThread().interrupt();
    DeliveryReport report = scene.deliver(TO);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(codes(report)).containsExactly(CauseCode.CANCELLED);
    assertThat(scene.dns().queries()).isEmpty();
  }

  @Test
  void interruptionDuringALookUpIsNoTroubleOfTheDns() throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    scene
        .client()
        .policies(
            domain -> {
              Thread.currentThread().interrupt();
              return new PolicyAnswer.Absent();
            });
    DeliveryReport report = scene.deliver(TO, "b@other.example");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(codes(report)).containsExactly(CauseCode.CANCELLED, CauseCode.CANCELLED);
  }

  /** A look-up takes longer than half of the deadline. */
  private void slowDnsAndShortDeadline() {
    Duration lookUp = Duration.ofMillis(300);
    scene
        .client()
        .dnsClient(
            DnsClient.builder()
                .resolvers(List.of(scene.dns().socketAddress()))
                .queryTimeout(lookUp)
                .rounds(1)
                .build())
        .deadline(Duration.ofMillis(500));
  }

  private void darken(String host) {
    scene.dns().behave(host, "A", DnsBehaviour.TIMEOUT).behave(host, "AAAA", DnsBehaviour.TIMEOUT);
  }

  private static List<CauseCode> codes(DeliveryReport report) {
    return report.outcomes().stream()
        .map(outcome -> outcome.failure().map(Cause::code).orElseThrow())
        .toList();
  }
}
