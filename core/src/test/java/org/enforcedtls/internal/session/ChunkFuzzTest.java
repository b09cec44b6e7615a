package org.enforcedtls.internal.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.enforcedtls.internal.wire.WithheldEnd;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;

/** The chunk of BDAT, as a host reads it that believes the size it was told (RFC 3030 §2). */
class ChunkFuzzTest {
  private static final String SMUGGLING = "\r\n.a\0\u00FF";
  private static final String NEXT_COMMAND = "MAIL FROM:<next@bank.example>\r\n";

  @FuzzTest
  void hostReadsTheContentAndThenTheNextCommand(FuzzedDataProvider data) throws IOException {
    String surveyed = content(data);
    String sent = data.consumeBoolean() ? surveyed : content(data);
    int block = data.consumeInt(1, 50);
    MailContent content =
        data.consumeBoolean()
            ? MailContent.ofOctets(sent.getBytes(ISO_8859_1))
            : () -> inBlocks(sent.getBytes(ISO_8859_1), block);
    ContentSurvey survey =
        ContentSurvey.of(new ByteArrayInputStream(surveyed.getBytes(ISO_8859_1)));
    assertThat(survey.sizeOctets()).isEqualTo(canonical(surveyed).length());

    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.writeBytes(("BDAT " + survey.sizeOctets() + " LAST\r\n").getBytes(ISO_8859_1));
    WithheldEnd chunk = new WithheldEnd(wire);
    boolean isWhole = write(content, survey, chunk);
    if (isWhole) {
      assertThat(isWithheld(wire.toString(ISO_8859_1))).isEqualTo(!canonical(sent).isEmpty());
      chunk.release();
      wire.writeBytes(NEXT_COMMAND.getBytes(ISO_8859_1));
      assertThat(received(wire.toString(ISO_8859_1)))
          .containsExactly(canonical(sent), NEXT_COMMAND);
    } else {
      // A chunk that the host has whole would be a message that nobody wrote.
      assertThat(isWithheld(wire.toString(ISO_8859_1))).isTrue();
    }
    assertThat(isWhole).isEqualTo(canonical(sent).length() == canonical(surveyed).length());
  }

  private static String content(FuzzedDataProvider data) {
    StringBuilder text = new StringBuilder();
    int length = data.consumeInt(0, 300);
    for (int i = 0; i < length; i++) {
      text.append(SMUGGLING.charAt(data.consumeInt(0, SMUGGLING.length() - 1)));
    }
    return text.toString();
  }

  private static InputStream inBlocks(byte[] octets, int block) {
    return new ByteArrayInputStream(octets) {
      @Override
      public int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(block, length));
      }
    };
  }

  /** False if the content was found to be another than was surveyed. */
  private static boolean write(MailContent content, ContentSurvey survey, WithheldEnd chunk)
      throws IOException {
    Envelope envelope = Envelope.from("").to("inbox@fi.example").build();
    try {
      new ContentTransfer(
              new TransactionRequest(
                  envelope, envelope.recipients(), content, survey, RequireTls.UNUSED))
          .copyTo(chunk);
      return true;
    } catch (ContentUnreadableException changed) {
      return false;
    }
  }

  /** Whether the host still waits for octets of the chunk. */
  private static boolean isWithheld(String wire) {
    int end = wire.indexOf("\r\n") + 2;
    return wire.length() - end < size(wire);
  }

  private static int size(String wire) {
    return Integer.parseInt(wire.substring("BDAT ".length(), wire.indexOf(" LAST\r\n")));
  }

  /** The chunk, and what stands behind it. */
  private static List<String> received(String wire) {
    int start = wire.indexOf("\r\n") + 2;
    int end = start + size(wire);
    return List.of(wire.substring(start, end), wire.substring(end));
  }

  /** Line by line, each with CR LF. */
  private static String canonical(String content) {
    StringBuilder canonical = new StringBuilder();
    int next = 0;
    while (next < content.length()) {
      int end = next;
      while (end < content.length() && "\r\n".indexOf(content.charAt(end)) < 0) {
        end++;
      }
      canonical.append(content, next, end).append("\r\n");
      next = end + (content.startsWith("\r\n", end) ? 2 : 1);
    }
    return canonical.toString();
  }
}
