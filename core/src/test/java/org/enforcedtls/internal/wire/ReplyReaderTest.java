package org.enforcedtls.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "2\r\n",
        "25 ok\r\n",
        "2500 ok\r\n",
        "650 x\r\n",
        "199 x\r\n",
        "25x ok\r\n",
        " 250 ok\r\n",
        "250_ok\r\n",
        "SSH-2.0-OpenSSH_9.0\r\n",
        "250-a\r\n251 b\r\n",
        "220-mx.test\r\n521 5.7.1 blocked\r\n",
        "250-a\r\n\r\n"
      })
  void whatIsNoReplyIsAProtocolViolation(String octets) {
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read(octets));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "220 mx", "250-a\r\n", "250-a\r\n250 b"})
  void streamThatEndsInsideAReplyIsNoReply(String octets) {
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(octets));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "250\\r\\n",                    "250"
          "250 \\r\\n",                   "250"
          "250 ok\\r\\n",                 "250 ok"
          "250 ok\\n",                    "250 ok"
          "299 fine\\r\\n",               "299 fine"
          "250-a\\r\\n250-b\\r\\n250 c\\r\\n", "250 a b c"
          "250-a\\n250\\n",               "250 a"
          "550 a\\0b\\r\\n",              "550 a\\\\u{0}b"
          "220 \\7\\033[31m\\r\\n",       "220 \\\\u{7}\\\\u{1b}[31m"
          "220 a\\rb\\r\\n",              "220 a\\\\u{d}b"
          """)
  void repliesAreReadWithTheirTextEscaped(String octets, String text) throws IOException {
    assertThat(read(octets.translateEscapes())).hasToString(text.translateEscapes());
  }

  @Test
  void replyOverItsLimitsIsAProtocolViolation() throws IOException {
    assertThat(read("250 " + "x".repeat(4000) + "\r\n").code()).isEqualTo(250);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> read("250 " + "x".repeat(102400) + "\r\n"));
    assertThat(read("250-line\r\n".repeat(499) + "250 ok\r\n").lines()).hasSize(500);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> read("250-line\r\n".repeat(2000)));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> read(("250-" + "x".repeat(4000) + "\r\n").repeat(40)));
  }

  @Test
  void octetsBehindAReplyAreSeen() throws IOException {
    ReplyReader reader = new ReplyReader(stream("220 go\r\n250 evil\r\n"));
    assertThat(reader.read().code()).isEqualTo(220);
    assertThat(reader.hasUnreadOctets()).isTrue();
    assertThat(reader.read().code()).isEqualTo(250);
    assertThat(reader.hasUnreadOctets()).isFalse();
  }

  @Property
  void anyOctetsEndInAReplyOrAnIoException(@ForAll byte[] octets) {
    ReplyReader reader = new ReplyReader(new ByteArrayInputStream(octets));
    try {
      Reply reply = reader.read();
      assertThat(reply.toString()).doesNotContain("\r", "\n", "\0");
    } catch (IOException e) {
      assertThat(e).isInstanceOfAny(ProtocolException.class, EOFException.class);
    }
  }

  private static Reply read(String octets) throws IOException {
    return new ReplyReader(stream(octets)).read();
  }

  private static InputStream stream(String octets) {
    return new ByteArrayInputStream(octets.getBytes(ISO_8859_1));
  }
}
