package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.Condition;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;

/** The alert of the server reaches the client: a reset would take it away, and with it the why. */
class FailedHandshakeTest {
  private static final int HANDSHAKES = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final TestCa CA = TestCa.create("Test CA");

  @Test
  void clientWithoutCommonSuiteGetsTheAlertEachTime() throws IOException {
    try (ScriptedMx mx =
        ScriptedMx.builder()
            .certificate(CA.issue("mx.test"))
            .tlsProtocols("TLSv1.2")
            .cipherSuites("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256") // and its key is EC
            .start()) {
      assertThat(endings(mx, CA.clientContext()))
          .containsExactly(Map.entry("Received fatal alert: handshake_failure", HANDSHAKES));
    }
  }

  @Test
  void clientWithoutCertificateThatTalksOnGetsTheAlertEachTime() throws IOException {
    try (ScriptedMx mx =
        ScriptedMx.builder()
            .certificate(CA.issue("mx.test"))
            .tlsProtocols("TLSv1.3")
            .clientCertificate(ClientCertificateDemand.REQUIRED)
            .start()) {
      assertThat(endings(mx, CA.clientContext()))
          .hasSize(1)
          .hasEntrySatisfying(
              // The JDKs differ in the name.
              new Condition<>(
                  ending ->
                      ending.matches(
                          "Received fatal alert: (bad_certificate|certificate_required)"),
                  "alert"),
              new Condition<>(count -> count == HANDSHAKES, "each time"));
    }
  }

  @Test
  void alertOfAClientThatRefusesIsRecordedEachTime() throws IOException {
    SSLContext stranger = TestCa.create("Stranger").clientContext();
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CA.issue("mx.test")).start()) {
      endings(mx, stranger);
      mx.awaitEnded(HANDSHAKES, PATIENCE);

      assertThat(mx.connections())
          .hasSize(HANDSHAKES)
          .extracting(connection -> withoutPrefix(connection.tlsFailure().orElse("no failure")))
          .containsOnly("Received fatal alert: certificate_unknown");
    }
  }

  private static Map<String, Integer> endings(ScriptedMx mx, SSLContext trust) throws IOException {
    Map<String, Integer> endings = new TreeMap<>();
    for (int i = 0; i < HANDSHAKES; i++) {
      endings.merge(ending(mx, trust), 1, Integer::sum);
    }
    return endings;
  }

  private static String ending(ScriptedMx mx, SSLContext trust) throws IOException {
    try (RawClient client = RawClient.greetedBy(mx)) {
      client.say("STARTTLS\r\n");
      try {
        client.startTls(trust);
        client.send("EHLO client.test\r\n");
        client.send("NOOP\r\n");
        return fail("expected an alert, found " + client.rest());
      } catch (IOException e) {
        return withoutPrefix(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Newer JDKs put the name of the alert in front, in brackets. */
  private static String withoutPrefix(String message) {
    return message.replaceFirst("^\\([a-z_]+\\) ", "");
  }
}
