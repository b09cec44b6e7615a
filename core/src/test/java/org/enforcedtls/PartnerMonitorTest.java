package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.monitor.PartnerChange;
import org.enforcedtls.monitor.PartnerListener;
import org.enforcedtls.monitor.PartnerMonitor;
import org.enforcedtls.monitor.PartnerState;
import org.enforcedtls.monitor.PartnerStates;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks at partners one after the other: what has changed is told, once, and nothing else. */
@Timeout(120)
class PartnerMonitorTest {
  private static final String FI = "fi.example";
  private static final String MX = "mx.fi.example";
  private static final String A1 = "192.0.2.1";

  @TempDir private Path directory;

  private final Scene scene = new Scene();
  private final List<PartnerChange> told = new ArrayList<>();
  private List<Domain> domains = List.of(Domain.of(FI));

  @BeforeEach
  void row() {
    TlsPolicy row =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of("*.fi.example")))))
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(row));
    scene.dns().ttl(Duration.ZERO);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void partnerThatIsReadyAndStaysSoIsNotToldOf() throws IOException {
    host(scene.ca().issue(MX));
    assertThat(differences()).isEmpty();
    assertThat(differences()).isEmpty();
  }

  @Test
  void newCertificateIsToldOnceWithWhatItWasBefore() throws IOException {
    host(scene.ca().issue(MX));
    differences();
    host(scene.ca().certificate(MX).dnsNames("*.fi.example").issue());
    assertThat(differences())
        .containsExactly(
            "certificate mx.fi.example [192.0.2.1]", "names mx.fi.example [192.0.2.1]");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).toString())
        .startsWith("fi.example")
        .contains("names mx.fi.example [192.0.2.1]: CN=mx.fi.example, mx.fi.example ->");
    assertThat(differences()).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void newHostAndNewAddressAreTold() throws IOException {
    host(scene.ca().issue(MX));
    differences();
    scene.mx(FI, 20, "mx2.fi.example", "192.0.2.2", scene.host("mx2.fi.example"));
    assertThat(differences())
        .contains("mx", "addresses mx2.fi.example", "certificate mx2.fi.example [192.0.2.2]");
    scene.dns().remove(MX, "A").address(MX, "192.0.2.9");
    scene.network().refused("192.0.2.9");
    assertThat(differences()).contains("addresses mx.fi.example", "verdict");
  }

  @Test
  void findingIsToldWhenItComesAndWhenItGoesThoughItsDaysPass() throws IOException {
    Instant now = Instant.now();
    host(certificateUntil(now.plus(Duration.ofDays(20))));
    assertThat(differences())
        .contains("finding certificate-expires-soon mx.fi.example [192.0.2.1]", "verdict");
    scene.client().clock(() -> now.plus(Duration.ofDays(2)));
    assertThat(differences()).isEmpty();
    scene.client().clock(() -> now.plus(Duration.ofDays(10)));
    assertThat(differences())
        .containsExactly(
            "finding certificate-expires-soon mx.fi.example [192.0.2.1]",
            "finding certificate-expires-very-soon mx.fi.example [192.0.2.1]");
  }

  @Test
  void whatChangesWhileAHostIsDownIsToldWhenItIsBack() throws IOException {
    host(scene.ca().issue(MX));
    differences();
    scene.network().refused(A1);
    assertThat(differences())
        .containsExactly("finding connect-failed mx.fi.example [192.0.2.1]", "verdict");
    host(scene.ca().issue(MX));
    assertThat(differences())
        .containsExactly(
            "certificate mx.fi.example [192.0.2.1]",
            "finding connect-failed mx.fi.example [192.0.2.1]",
            "verdict");
    assertThat(told.get(1).differences().get(0).before()).isPresent();
  }

  @Test
  void dnsThatCannotTellForgetsNothing() throws IOException {
    host(scene.ca().issue(MX));
    differences();
    scene.dns().behave(FI, "MX", DnsBehaviour.SERVFAIL);
    assertThat(differences()).containsExactly("verdict");
    scene.dns().behaveNormally(FI, "MX");
    assertThat(differences()).containsExactly("verdict");
  }

  @Test
  void changeThatTheListenerDidNotTakeIsToldAgain() throws IOException {
    host(scene.ca().issue(MX));
    differences();
    host(scene.ca().issue(MX));
    PartnerListener failing =
        change -> {
          throw new IllegalStateException("the pager is down");
        };
    assertThat(changes(failing)).hasSize(1);
    assertThat(differences()).containsExactly("certificate mx.fi.example [192.0.2.1]");
  }

  @Test
  void manyAreLookedAtSideBySideAndToldInTheirOrder() throws IOException {
    domains = List.of(Domain.of("c.example"), Domain.of("a.example"), Domain.of("b.example"));
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (EnforcedTlsClient client = scene.client().build()) {
      monitor(client, told::add, threads).look();
    } finally {
      threads.shutdownNow();
    }
    assertThat(told).extracting(PartnerChange::domain).containsExactlyElementsOf(domains);
    assertThat(told).allSatisfy(change -> assertThat(change.before()).isEmpty());
  }

  @Test
  void lookThatFailsDoesNotEndTheSchedule() throws IOException {
    Files.writeString(directory.resolve("partners.state"), "something else");
    try (EnforcedTlsClient client = scene.client().build()) {
      PartnerMonitor monitor = monitor(client, told::add, Runnable::run);
      assertThatThrownBy(monitor::look).hasMessageContaining("is damaged");
      monitor.run();
    }
    assertThat(told).isEmpty();
  }

  private void host(TestCertificate certificate) throws IOException {
    scene.dns().remove(FI, "MX").remove(MX, "A");
    scene.mx(FI, 10, MX, A1, scene.host(MX).certificate(certificate));
  }

  private TestCertificate certificateUntil(Instant end) {
    return scene.ca().certificate(MX).validity(Instant.now().minusSeconds(86_400), end).issue();
  }

  /** The names of what is told. */
  private List<String> differences() throws IOException {
    return changes(told::add).stream()
        .flatMap(change -> change.differences().stream())
        .map(PartnerState.Difference::name)
        .toList();
  }

  private List<PartnerChange> changes(PartnerListener listener) throws IOException {
    try (EnforcedTlsClient client = scene.client().build()) {
      return monitor(client, listener, Runnable::run).look();
    }
  }

  private PartnerMonitor monitor(
      EnforcedTlsClient client, PartnerListener listener, Executor executor) {
    return PartnerMonitor.builder(
            client::preflight, PartnerStates.inFile(directory.resolve("partners.state")))
        .domains(() -> domains)
        .listener(listener)
        .executor(executor)
        .build();
  }
}
