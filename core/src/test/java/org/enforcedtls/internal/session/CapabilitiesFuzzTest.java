package org.enforcedtls.internal.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.enforcedtls.internal.wire.ReplyReader;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies to EHLO. */
class CapabilitiesFuzzTest {
  static Stream<byte[]> replies() {
    return Stream.of(
            "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-STARTTLS\r\n250 DSN\r\n",
            "250-mx.example\r\n250-size\r\n250-8bitmime x\r\n250 SmtpUtf8\r\n",
            "250-STARTTLS\r\n250-XSTARTTLS\r\n250  STARTTLS\tx\r\n",
            "250-mx.example\r\n250-\u017FTARTTLS\r\n250 P\u0131PELINING\r\n")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("replies")
  @DictionaryEntries({
    "STARTTLS",
    "PIPELINING",
    "SIZE ",
    "DSN",
    "8BITMIME",
    "SMTPUTF8",
    "\\x0d\\x0a250-"
  })
  @FuzzTest
  void extensionIsOfferedIfAndOnlyIfALineBeginsWithItsKeyword(byte[] octets) {
    Reply reply;
    try {
      reply = new ReplyReader(new ByteArrayInputStream(octets)).read();
    } catch (IOException noReply) {
      return;
    }
    Capabilities offered = Capabilities.of(reply);
    List<String> lines = reply.lines().subList(1, reply.lines().size());
    assertThat(offered.offersStarttls()).isEqualTo(keyword(lines, "starttls"));
    assertThat(offered.offersPipelining()).isEqualTo(keyword(lines, "pipelining"));
    assertThat(offered.offersDsn()).isEqualTo(keyword(lines, "dsn"));
    assertThat(offered.offersSize()).isEqualTo(keyword(lines, "size"));
    assertThat(offered.offersEightBitMime()).isEqualTo(keyword(lines, "8bitmime"));
    assertThat(offered.offersSmtpUtf8()).isEqualTo(keyword(lines, "smtputf8"));
    OptionalLong limit = offered.sizeLimitOctets();
    if (limit.isPresent()) {
      assertThat(limit.getAsLong()).isPositive();
      assertThat(lines).anyMatch(line -> line.contains(Long.toString(limit.getAsLong())));
    }
  }

  /** Keywords are ASCII (RFC 5321 §4.1.1.1): no other letter stands for one of them. */
  private static boolean keyword(List<String> lines, String keyword) {
    return lines.stream()
        .map(line -> line.strip().split("\\s", -1)[0])
        .anyMatch(word -> folded(word).equals(keyword));
  }

  private static String folded(String word) {
    StringBuilder letters = new StringBuilder();
    word.chars()
        .map(c -> c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
