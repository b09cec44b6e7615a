package org.enforcedtls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.enforcedtls.address.Domain;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offers as a server of the JDK reads them, and answers as it and others write them. */
class ClientHelloTest {
  private static final String HOST = "mx.fi.example";
  private static final CipherSuite GCM = CipherSuite.of("ECDHE-ECDSA-AES128-GCM-SHA256");
  private static final CipherSuite CBC = CipherSuite.of("ECDHE-ECDSA-AES256-SHA384");

  @Test
  void serverOfTheJdkChoosesWhatItLikesBest() throws Exception {
    assertThat(answer(hello(List.of(CBC, GCM)), "TLSv1.2"))
        .contains(new ServerChoice(TlsProtocol.TLS_1_2, GCM));
    assertThat(answer(hello(List.of(CBC)), "TLSv1.2"))
        .contains(new ServerChoice(TlsProtocol.TLS_1_2, CBC));
  }

  @Test
  void serverOfAnotherVersionRefuses() throws Exception {
    assertThat(answer(hello(List.of(GCM)), "TLSv1.3")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an alert                       | 15 0303 0002 0228
          another message                | 16 0303 0004 01000000
          too short                      | 16 0303 0006 020000020303
          a version that was not offered | 16 0303 002a 02000026 0302 RANDOM 00 c02b 00
          a suite that was not offered   | 16 0303 002a 02000026 0303 RANDOM 00 002f 00
          an unknown suite               | 16 0303 002a 02000026 0303 RANDOM 00 fefe 00
          a session longer than allowed  | 16 0303 002a 02000026 0303 RANDOM 21 c02b 00
          a session beyond the end       | 16 0303 002a 02000026 0303 RANDOM 20 c02b 00
          a record longer than allowed   | 16 0303 ffff 02
          """)
  void otherAnswersAreRefusals(String what, String octets) throws IOException {
    assertThat(read(octets)).as(what).isEmpty();
  }

  @Test
  void answerIsReadBehindASession() throws IOException {
    String session = "20" + "11".repeat(32);
    assertThat(read("16 0303 004a 02000046 0303 RANDOM " + session + " c02b 00"))
        .contains(new ServerChoice(TlsProtocol.TLS_1_2, GCM));
  }

  @Test
  void hangingUpIsToldApart() {
    assertThatThrownBy(() -> read("16 0303 0042 02")).isInstanceOf(EOFException.class);
  }

  @Test
  void offerThatNobodyCouldTakeIsNotMade() {
    Domain host = Domain.of(HOST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientHello(TlsProtocol.TLS_1_3, List.of(GCM), host));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientHello(TlsProtocol.TLS_1_2, List.of(), host));
  }

  private static ClientHello hello(List<CipherSuite> suites) {
    return new ClientHello(TlsProtocol.TLS_1_2, suites, Domain.of(HOST));
  }

  private static Optional<ServerChoice> read(String octets) throws IOException {
    String hex = octets.replace("RANDOM", "aa".repeat(32)).replace(" ", "");
    return ServerChoice.read(
        new ByteArrayInputStream(HexFormat.of().parseHex(hex)), hello(List.of(GCM)));
  }

  /** What a server of the JDK says to it. */
  private static Optional<ServerChoice> answer(ClientHello hello, String protocol)
      throws Exception {
    SSLEngine server = TestCa.create("Offer CA").issue(HOST).sslContext().createSSLEngine();
    server.setUseClientMode(false);
    server.setEnabledProtocols(new String[] {protocol});
    ByteBuffer said = ByteBuffer.allocate(server.getSession().getPacketBufferSize());
    ByteBuffer heard = ByteBuffer.wrap(hello.octets());
    server.unwrap(heard, ByteBuffer.allocate(1 << 15));
    while (server.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      server.getDelegatedTask().run();
    }
    try {
      server.wrap(ByteBuffer.allocate(0), said);
    } catch (SSLException refusal) {
      server.wrap(ByteBuffer.allocate(0), said); // the alert that tells it
    }
    byte[] record = Arrays.copyOf(said.array(), said.position());
    return ServerChoice.read(new ByteArrayInputStream(record), hello);
  }
}
