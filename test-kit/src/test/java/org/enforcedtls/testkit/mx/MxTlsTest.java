package org.enforcedtls.testkit.mx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class MxTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final TestCa CA = TestCa.create("Test CA");

  @ParameterizedTest
  @CsvSource({
    "EC,  TLSv1.3, TLS_AES_128_GCM_SHA256",
    "EC,  TLSv1.3, TLS_AES_256_GCM_SHA384",
    "EC,  TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "EC,  TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "RSA, TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
    "RSA, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "RSA, TLSv1.2, TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
  })
  void protocolAndSuiteAreThoseThatWereSet(String key, String protocol, String suite)
      throws IOException {
    TestCertificate certificate =
        key.equals("RSA")
            ? CA.certificate("mx.test").rsa(2048).issue()
            : CA.certificate("mx.test").issue();
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(certificate)
                .tlsProtocols(protocol)
                .cipherSuites(suite)
                .start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      client.say("NOOP\r\n");

      NegotiatedTls tls = mx.connections().get(0).tls().orElseThrow();
      assertThat(tls.protocol()).isEqualTo(protocol);
      assertThat(tls.cipherSuite()).isEqualTo(suite);
      assertThat(tls.serverNames()).containsExactly("mx.test");
      assertThat(mx.connections().get(0).tlsFailure()).isEmpty();
    }
  }

  @Test
  void whatTheJvmDoesNotHaveIsRefusedWithItsReason() {
    ScriptedMxBuilder builder = ScriptedMx.builder().certificate(CA.issue("mx.test"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tlsProtocols("TLSv1.4").start())
        .withMessageStartingWith(
            "expected a TLS protocol of this JVM, found TLSv1.4; it has TLSv1.3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tlsProtocols().cipherSuites("AES128-SHA").start())
        .withMessageStartingWith("expected a cipher suite of this JVM, found AES128-SHA; it has ");
  }

  @ParameterizedTest
  @EnumSource
  void clientCertificateIsAskedForAsDemanded(ClientCertificateDemand demand) throws IOException {
    TestCertificate own = TestCa.create("Stranger").issue("client.test");
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CA.issue("mx.test"))
                .clientCertificate(demand)
                .start();
        RawClient client = RawClient.inTls(mx, own.clientContext(CA))) {
      client.say("NOOP\r\n");

      assertThat(mx.connections().get(0).tls().orElseThrow().clientCertificates())
          .isEqualTo(demand == ClientCertificateDemand.NOT_REQUESTED ? List.of() : own.chain());
    }
  }

  @Test
  void clientCertificateThatIsOnlyRequestedCanBeMissing() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CA.issue("mx.test"))
                .clientCertificate(ClientCertificateDemand.REQUESTED)
                .start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      assertThat(client.say("NOOP\r\n")).startsWith("250");
    }
  }

  @Test
  void logTellsClearFromEncrypted() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CA.issue("mx.test")).start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      client.say("MAIL FROM:<secret@x.test>\r\n");
      WireLog log = mx.connections().get(0).wireLog();

      assertThat(log.text(Direction.RECEIVED, Protection.CLEAR))
          .isEqualTo("EHLO client.test\r\nSTARTTLS\r\n");
      assertThat(log.text(Direction.SENT, Protection.CLEAR))
          .startsWith("220 mx.test ESMTP\r\n")
          .endsWith("250 STARTTLS\r\n220 2.0.0 go ahead\r\n");
      assertThat(log.text(Direction.RECEIVED, Protection.TLS))
          .isEqualTo("EHLO client.test\r\nMAIL FROM:<secret@x.test>\r\n");
      assertThat(log.text(Direction.SENT, Protection.TLS)).endsWith("250 2.1.0 sender ok\r\n");
      assertThat(log.entries())
          .extracting(WireLog.Entry::protection)
          .startsWith(Protection.CLEAR)
          .endsWith(Protection.TLS);
      assertThat(log.toString())
          .contains("C: STARTTLS\nS: 220 2.0.0 go ahead\nC* EHLO client.test\nS* 250-mx.test\n");
      assertThat(new String(log.tcpOctets(Direction.RECEIVED), ISO_8859_1))
          .startsWith("EHLO client.test\r\nSTARTTLS\r\n\u0016\u0003")
          .doesNotContain("secret");
      assertThat(TlsRecords.sentBy(mx.connections().get(0)))
          .startsWith(TlsRecords.HANDSHAKE)
          .endsWith(TlsRecords.APPLICATION_DATA);
    }
  }

  @Test
  void mailInClearIsInTheLogAsClear() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CA.issue("mx.test")).start();
        RawClient client = RawClient.greetedBy(mx)) {
      client.say("MAIL FROM:<secret@x.test>\r\n");
      client.say("RCPT TO:<b@y.test>\r\n");
      client.say("BDAT 5 LAST\r\nhello");

      assertThat(mx.messages().get(0).protection()).isEqualTo(Protection.CLEAR);
      WireLog log = mx.connections().get(0).wireLog();
      assertThat(log.text(Direction.RECEIVED, Protection.CLEAR)).contains("secret", "hello");
      assertThat(log.text(Direction.RECEIVED, Protection.TLS)).isEmpty();
    }
  }

  /** What a client pipelines behind STARTTLS must never count as said inside TLS. */
  @Test
  void commandInClearBehindStartTlsDoesNotGetIntoTls() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CA.issue("mx.test")).start();
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("STARTTLS\r\nNOOP\r\n");
      assertThat(client.reply()).startsWith("220");
      assertThat(client.rest()).doesNotContain("250");
      mx.awaitEnded(1, PATIENCE);

      assertThat(mx.connections().get(0).verbs()).containsExactly("STARTTLS");
      assertThat(mx.connections().get(0).tlsFailure()).isPresent();
      assertThat(mx.connections().get(0).tls()).isEmpty();
    }
  }

  @Test
  void chainIsPresentedAsItStands() throws IOException {
    TestCertificate host = CA.intermediate("Issuing CA").issue("mx.test");
    try (ScriptedMx mx =
        ScriptedMx.builder().certificate(host.presenting(host.certificate())).start()) {
      try (RawClient client = RawClient.greetedBy(mx)) {
        client.say("STARTTLS\r\n");
        assertThatExceptionOfType(SSLHandshakeException.class)
            .isThrownBy(() -> client.startTls(CA.clientContext()));
      }
    }
    try (ScriptedMx mx = ScriptedMx.builder().certificate(host).start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      assertThat(client.say("NOOP\r\n")).startsWith("250");
    }
  }

  @Test
  void anotherHandshakeIsAskedForInTls12() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CA.issue("mx.test"))
                .tlsProtocols("TLSv1.2")
                .on(Cue.NOOP, Action.renegotiate(), Action.send("250 done\r\n"))
                .start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      int before = handshakeRecords(mx);
      assertThat(client.say("NOOP\r\n")).isEqualTo("250 done\r\n");
      assertThat(client.say("RSET\r\n")).isEqualTo("250 2.0.0 reset\r\n");
      assertThat(handshakeRecords(mx)).isGreaterThan(before);
    }
  }

  @Test
  void anotherHandshakeInTls13EndsTheConnection() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CA.issue("mx.test"))
                .tlsProtocols("TLSv1.3")
                .on(Cue.NOOP, Action.renegotiate())
                .start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      client.send("NOOP\r\n");
      mx.awaitEnded(1, PATIENCE);
    }
  }

  private static int handshakeRecords(ScriptedMx mx) {
    byte[] octets = mx.connections().get(0).wireLog().tcpOctets(Direction.RECEIVED);
    int start = new String(octets, ISO_8859_1).indexOf("STARTTLS\r\n") + 10;
    int handshakes = 0;
    for (int at = start; at + 5 <= octets.length; ) {
      handshakes += octets[at] == 22 ? 1 : 0;
      at += 5 + ((octets[at + 3] & 0xff) << 8) + (octets[at + 4] & 0xff);
    }
    return handshakes;
  }
}
