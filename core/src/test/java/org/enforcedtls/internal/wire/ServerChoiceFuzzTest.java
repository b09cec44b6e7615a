package org.enforcedtls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host answers to an offer, whatever it is. */
class ServerChoiceFuzzTest {
  private static final CipherSuite OFFERED = CipherSuite.of("ECDHE-ECDSA-AES128-GCM-SHA256");
  private static final ClientHello OFFER =
      new ClientHello(TlsProtocol.TLS_1_2, List.of(OFFERED), Domain.of("mx.fi.example"));

  private static final int HEADER_OCTETS = 5;

  /** Type, length, version, random, length of the session; the rest is counted off. */
  private static final Pattern SERVER_HELLO =
      Pattern.compile("02[0-9a-f]{6}0303[0-9a-f]{64}([0-9a-f]{2})([0-9a-f]*)");

  static Stream<byte[]> answers() {
    String random = "aa".repeat(32);
    return Stream.of(
            "16030300 2a02000026 0303" + random + "00c02b00",
            "16030300 4a02000046 0303" + random + "20" + "11".repeat(32) + "c02b00",
            "16030300 2a02000026 0303" + random + "20c02b00",
            "15030300 020228",
            "16030300 0402000000")
        .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @MethodSource("answers")
  @FuzzTest
  void choiceIsWhatAPlainReaderFinds(byte[] octets) throws IOException {
    Optional<ServerChoice> found;
    try {
      found = ServerChoice.read(new ByteArrayInputStream(octets), OFFER);
    } catch (EOFException e) {
      assertThat(isWhole(octets)).isFalse();
      return;
    }
    assertThat(found.isPresent()).isEqualTo(isChosen(octets));
    found.ifPresent(choice -> assertThat(choice.suite()).isEqualTo(OFFERED));
  }

  private static int length(byte[] octets) {
    return octets.length < HEADER_OCTETS ? 0 : ((octets[3] & 0xff) << 8) | (octets[4] & 0xff);
  }

  private static boolean isWhole(byte[] octets) {
    return octets.length >= HEADER_OCTETS && octets.length >= HEADER_OCTETS + length(octets);
  }

  private static boolean isChosen(byte[] octets) {
    if (!isWhole(octets) || octets[0] != 22 || length(octets) > 16 * 1024) {
      return false;
    }
    byte[] message = Arrays.copyOfRange(octets, HEADER_OCTETS, HEADER_OCTETS + length(octets));
    Matcher form = SERVER_HELLO.matcher(HexFormat.of().formatHex(message));
    if (!form.matches()) {
      return false;
    }
    int session = Integer.parseInt(form.group(1), 16);
    return session <= 32
        && form.group(2).length() >= 2 * session + 4
        && form.group(2).startsWith("c02b", 2 * session);
  }
}
