package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a connection serves another message, and when it must not. */
class ConnectionReuseTest {
  private static final String FI = "fi.example";
  private static final String MX = "mx.fi.example";
  private static final String A1 = "192.0.2.1";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  private ScriptedMx start(ScriptedMxBuilder host) throws IOException {
    return scene.mx(FI, 10, MX, A1, host);
  }

  private static RecipientOutcome deliver(EnforcedTlsClient client, String... recipients) {
    return Scene.deliver(client, recipients).outcomes().get(0);
  }

  private static boolean isReused(RecipientOutcome outcome) {
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    return outcome.trace().attempts().get(0).isOnReusedConnection();
  }

  @Test
  void nextMessageTakesOneTurnOnTheSameConnection() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(isReused(deliver(client, "a@fi.example"))).isFalse();
      int before = mx.connections().get(0).turns();
      RecipientOutcome second = deliver(client, "b@fi.example", "c@fi.example");
      assertThat(isReused(second)).isTrue();
      assertThat(second.trace().attempts().get(0).tls()).isPresent();
      assertThat(mx.connections().get(0).turns() - before).isEqualTo(1);
    }
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections()).hasSize(1);
    assertThat(mx.connections().get(0).verbs())
        .containsExactly(
            "EHLO",
            "STARTTLS",
            "EHLO",
            "MAIL",
            "RCPT",
            "BDAT",
            "MAIL",
            "RCPT",
            "RCPT",
            "BDAT",
            "QUIT");
  }

  @Test
  void laxPolicyThatGoesFirstLeavesNoConnectionForAStrictOne() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    scene.dns().mx("strict.example", 10, MX);
    TlsPolicy strict =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
            .certificate(
                CertificateDemand.defaults()
                    .withAnchors(
                        TrustAnchors.of(List.of(TestCa.create("Another CA").certificate()))))
            .build();
    scene
        .client()
        .policies(
            domain ->
                domain.equals(Domain.of(FI))
                    ? new PolicyAnswer.Absent()
                    : PolicyAnswer.Found.of(strict));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(deliver(client, "a@fi.example").isAccepted()).isTrue();
      RecipientOutcome second = deliver(client, "a@strict.example");
      assertThat(second.failure().map(Cause::code)).contains(CauseCode.CERTIFICATE_UNTRUSTED);
    }
    assertThat(mx.messages()).hasSize(1);
  }

  @Test
  void anotherDomainWithTheSameDemandsSharesTheConnection() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    scene.dns().mx("other.example", 10, MX);
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(isReused(deliver(client, "a@fi.example"))).isFalse();
      assertThat(isReused(deliver(client, "a@other.example"))).isTrue();
    }
    assertThat(mx.connections()).hasSize(1);
  }

  @Test
  void hostThatSaidGoodByeWhileIdleGetsTheNextMessageOverANewConnection() throws IOException {
    ScriptedMx mx = start(scene.host(MX).fault(MxFault.CLOSED_WHEN_IDLE));
    try (EnforcedTlsClient client = scene.client().build()) {
      for (int i = 0; i < 5; i++) {
        RecipientOutcome outcome = deliver(client, "a@fi.example");
        assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
        assertThat(outcome.trace().attempts()).hasSize(1);
        mx.awaitEnded(i + 1, Duration.ofSeconds(10));
      }
    }
    assertThat(mx.messages()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"421 4.3.2 closing", "421 too many messages"})
  void goodByeToTheFirstCommandOnAReusedConnectionIsNoneOfTheMessage(String goodBye)
      throws IOException {
    ScriptedMx mx = start(scene.hostWithoutChunking(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(deliver(client, "a@fi.example").isAccepted()).isTrue();
      mx.on(Cue.MAIL, Action.send(goodBye + "\r\n"), Action.close());
      ScriptedMx next = start(scene.host(MX));
      RecipientOutcome second = deliver(client, "a@fi.example");
      assertThat(isReused(second)).isFalse();
      assertThat(second.trace().attempts()).hasSize(1);
      assertThat(next.messages()).hasSize(1);
    }
    assertThat(mx.connections()).hasSize(1);
  }

  @Test
  void refusedMessageLeavesTheConnectionForTheNext() throws IOException {
    ScriptedMx mx = start(scene.host(MX).fault(MxFault.RECIPIENTS_REFUSED));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(deliver(client, "a@fi.example").isAccepted()).isFalse();
      mx.onDefault(Cue.RCPT);
      assertThat(isReused(deliver(client, "b@fi.example"))).isTrue();
    }
    assertThat(mx.connections()).hasSize(1);
    assertThat(mx.connections().get(0).verbs()).containsOnlyOnce("RSET");
  }

  @Test
  void brokenConnectionIsNeverUsedAgain() throws IOException {
    ScriptedMx mx = start(scene.host(MX).fault(MxFault.TRUNCATED_AFTER_CONTENT));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(deliver(client, "a@fi.example").isAccepted()).isFalse();
      mx.onDefault(Cue.END_OF_CONTENT);
      assertThat(isReused(deliver(client, "b@fi.example"))).isFalse();
    }
    assertThat(mx.connections()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"MAILMAX=1, 3", "MAILMAX=2, 2", "RCPTMAX=5 MAILMAX=1, 3", "MAILMAX=0, 1", "x, 1"})
  void limitThatTheHostNamesIsObeyed(String limits, int connections) throws IOException {
    ScriptedMx mx =
        start(scene.host(MX).capabilitiesInTls("PIPELINING", "CHUNKING", "LIMITS " + limits));
    try (EnforcedTlsClient client = scene.client().build()) {
      for (int i = 0; i < 3; i++) {
        assertThat(deliver(client, "a@fi.example").isAccepted()).isTrue();
      }
    }
    assertThat(mx.connections()).hasSize(connections);
  }

  @Test
  void recipientsAreSplitAsTheHostLimitsThem() throws IOException {
    ScriptedMx mx =
        start(scene.host(MX).capabilitiesInTls("PIPELINING", "CHUNKING", "LIMITS RCPTMAX=2"));
    try (EnforcedTlsClient client = scene.client().build()) {
      deliver(client, "a@fi.example", "b@fi.example", "c@fi.example");
    }
    assertThat(mx.messages()).extracting(m -> m.recipients().size()).containsExactly(2, 1);
  }

  @Test
  void noMoreConnectionsThanAllowedAndEverybodyGetsATurn() throws Exception {
    ScriptedMx mx = start(scene.host(MX));
    scene.client().connections(ConnectionLimits.defaults().withMaxPerHost(2));
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try (EnforcedTlsClient client = scene.client().build()) {
      List<Future<RecipientOutcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        outcomes.add(threads.submit(() -> deliver(client, "a@fi.example")));
      }
      for (Future<RecipientOutcome> outcome : outcomes) {
        assertThat(outcome.get().isAccepted()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(mx.messages()).hasSize(60);
    assertThat(mx.connections()).hasSizeBetween(1, 2);
  }

  @Test
  void waitForAConnectionEndsWithTheDeadline() throws Exception {
    start(scene.host(MX).on(Cue.CONNECT, Action.stall()));
    scene
        .client()
        .connections(ConnectionLimits.defaults().withMaxPerHost(1))
        .deadline(Duration.ofMillis(600));
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (EnforcedTlsClient client = scene.client().build()) {
      List<Future<RecipientOutcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        outcomes.add(threads.submit(() -> deliver(client, "a@fi.example")));
      }
      for (Future<RecipientOutcome> outcome : outcomes) {
        assertThat(outcome.get().failure().map(Cause::code)).contains(CauseCode.DEADLINE_EXCEEDED);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
