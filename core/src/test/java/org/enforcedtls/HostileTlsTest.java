package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.ClientCertificateDemand;
import org.enforcedtls.testkit.mx.Cue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host can do with TLS once it is there, to each engine. */
@Timeout(120)
class HostileTlsTest {
  @ParameterizedTest
  @CsvSource({"jdk, 1", "jdk, 2", "bouncycastle, 1", "conscrypt, 2"})
  void alertOnTheFirstReadIsAFailureOfTls(String engine, int count) throws IOException {
    try (HostileScene scene = scene(engine, Transfer.BDAT)) {
      scene.host().tlsProtocols("TLSv1.3").clientCertificate(ClientCertificateDemand.REQUIRED);
      assertThat(scene.send(count))
          .extracting(HostileScene::summary)
          .containsOnly("TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5");
      assertThat(scene.mx().connections()).hasSize(1);
      scene.assertNothingLeftInClear();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EHLO_TLS       | {truncate}                 | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO_TLS       | 250-mx.test / {truncate}   | TRANSIENT CONNECTION_LOST 4.4.2
          DATA           | {truncate}                 | TRANSIENT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | {raw 250 2.} / {truncate}  | IN_DOUBT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | 250-2.0.0 ok / {truncate}  | IN_DOUBT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | 250 2.0.0 ok / {truncate}  | ACCEPTED 2.0.0
          """)
  void truncationEndsNoReply(Cue cue, String script, String outcome) throws IOException {
    for (String engine : List.of("bouncycastle", "conscrypt")) {
      try (HostileScene scene = scene(engine, Transfer.DATA)) {
        scene.host().on(cue, HostileScript.parse(script));
        assertThat(HostileScene.summary(scene.send(1).get(0))).as(engine).isEqualTo(outcome);
        scene.assertNotUsedAgain(cue);
        scene.assertNothingLeftInClear();
      }
    }
  }

  /**
   * A second handshake inside the first would lead to a session that nobody has judged as a whole.
   * None comes about: Bouncy Castle declines and goes on, Conscrypt ends the connection, and what
   * the JDK offers is the session that it has; then it is the host that ends the connection.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdk          | EHLO_TLS       | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          jdk          | MAIL           | IN_DOUBT TLS_HANDSHAKE_FAILED 4.7.5
          jdk          | DATA           | IN_DOUBT TLS_HANDSHAKE_FAILED 4.7.5
          jdk          | END_OF_CONTENT | ACCEPTED 2.0.0
          conscrypt    | EHLO_TLS       | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          conscrypt    | MAIL           | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          conscrypt    | DATA           | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          conscrypt    | END_OF_CONTENT | IN_DOUBT TLS_HANDSHAKE_FAILED 4.7.5
          bouncycastle | EHLO_TLS       | TRANSIENT CONNECTION_LOST 4.4.2
          bouncycastle | DATA           | IN_DOUBT CONNECTION_LOST 4.4.2
          bouncycastle | END_OF_CONTENT | ACCEPTED 2.0.0
          """)
  void anotherHandshakeInsideTheFirstIsRefused(String engine, Cue cue, String outcome)
      throws IOException {
    String reply =
        switch (cue) {
          case EHLO_TLS -> "250-mx.test\r\n250 PIPELINING\r\n";
          case DATA -> "354 go\r\n";
          default -> "250 2.0.0 ok\r\n";
        };
    try (HostileScene scene = scene(engine, Transfer.DATA)) {
      scene.host().tlsProtocols("TLSv1.2").on(cue, Action.renegotiate(), Action.send(reply));
      assertThat(HostileScene.summary(scene.send(1).get(0))).isEqualTo(outcome);
      scene.assertNotUsedAgain(cue);
      scene.assertNothingLeftInClear();
    }
    try (HostileScene scene = scene(engine, Transfer.DATA)) {
      scene.host().tlsProtocols("TLSv1.2").on(cue, Action.renegotiate(), Action.send(reply));
      List<RecipientOutcome> outcomes = scene.send(2);
      assertThat(HostileScene.summary(outcomes.get(0))).isEqualTo(outcome);
      assertThat(outcomes.get(1).isAccepted()).isFalse();
      assertThat(scene.mx().connections()).hasSize(1);
      scene.assertNothingLeftInClear();
    }
  }

  private static HostileScene scene(String engine, Transfer transfer) {
    HostileScene scene = new HostileScene(transfer);
    scene.client().tlsEngine(RareTlsTest.engine(engine));
    return scene;
  }
}
