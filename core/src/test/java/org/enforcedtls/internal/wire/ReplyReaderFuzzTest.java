package org.enforcedtls.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host says, however it comes in. */
class ReplyReaderFuzzTest {
  private static final String END = "end of the stream";
  private static final String VIOLATION = "protocol violation";

  static Stream<byte[]> replies() {
    return Stream.of(
            "220 mx.example ESMTP\r\n250-mx.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n",
            "354\n250 2.0.0 Ok\n",
            "250-a\r\n251 b\r\n",
            "421-4.7.0 \303\274 \0\r\n421 bye",
            "250-a\r\n".repeat(20) + "250\r\n")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  @MethodSource("replies")
  @DictionaryEntries({"250-", "250 ", "\\x0d\\x0a", "\\x0a", "220-", "\\x0d"})
  @FuzzTest
  void repliesAreThoseThatAPlainReaderFinds(byte[] octets) throws IOException {
    List<String> expected = plainReplies(octets);
    assertThat(replies(new ByteArrayInputStream(octets))).isEqualTo(expected);
    assertThat(replies(octetByOctet(octets))).isEqualTo(expected);
  }

  private static InputStream octetByOctet(byte[] octets) {
    return new ByteArrayInputStream(octets) {
      @Override
      public int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  private static List<String> replies(InputStream in) throws IOException {
    ReplyReader reader = new ReplyReader(in);
    List<String> replies = new ArrayList<>();
    while (true) {
      try {
        Reply reply = reader.read();
        replies.add(reply.code() + " in " + reply.lines().size());
        assertThat(reply.lines()).allMatch(line -> line.chars().noneMatch(c -> c < ' '));
      } catch (EOFException e) {
        replies.add(END);
        return replies;
      } catch (ProtocolException e) {
        replies.add(VIOLATION);
        return replies;
      }
    }
  }

  /** Codes and numbers of lines, by cutting the whole text into lines first. */
  private static List<String> plainReplies(byte[] octets) {
    List<String> replies = new ArrayList<>();
    String[] lines = new String(octets, ISO_8859_1).split("\n", -1);
    String code = "";
    int count = 0;
    int size = 0;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (line.length() > ReplyReader.MAX_LINE_OCTETS) {
        return with(replies, VIOLATION);
      }
      if (i == lines.length - 1) {
        return with(replies, END);
      }
      line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      count++;
      size += line.length();
      boolean isReply = line.matches("(?s)[2-5][0-9][0-9]([ -].*)?");
      if (!isReply
          || (count > 1 && !line.startsWith(code))
          || count > ReplyReader.MAX_LINES
          || size > ReplyReader.MAX_REPLY_OCTETS) {
        return with(replies, VIOLATION);
      }
      code = line.substring(0, 3);
      if (!line.startsWith("-", 3)) {
        replies.add(code + " in " + count);
        count = 0;
        size = 0;
      }
    }
    throw new AssertionError(new String(octets, US_ASCII));
  }

  private static List<String> with(List<String> replies, String end) {
    replies.add(end);
    return replies;
  }
}
