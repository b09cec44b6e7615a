package org.enforcedtls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Content whose line ends and dots want to be read as the end of it: what any host makes of it that
 * takes CR LF, a bare CR or a bare LF for a line end (RFC 5321 §2.3.8).
 */
@Timeout(60)
class SmugglingTest {
  private static final String TO = "inbox@fi.example";
  private static final String SECOND =
      "MAIL FROM:<evil@bank.example>{e}RCPT TO:<victim@fi.example>{e}DATA{e}Subject: 2{e}{e}x{e}.{e}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\r\\n.\\r\\n",
        "\\n.\\n",
        "\\n.\\r\\n",
        "\\r\\n.\\n",
        "\\r.\\r",
        "\\r.\\r\\n",
        "\\r\\n.\\r",
        "\\n.\\r",
        "\\r.\\n",
        "\\r\\r\\n.\\r\\r\\n",
        "\\r\\n.\\r\\r\\n",
        "\\n\\n.\\n\\n",
        "\\n\\r.\\n\\r",
        "\\r\\n..\\r\\n",
        "\\r\\n.\\r\\n.\\r\\n.\\r\\n",
        "\\n..\\n.\\n",
        "\\r\\n. \\r\\n",
        "\\r\\n.\\t\\r\\n.",
        "\\r\\n."
      })
  void contentEndsOnceHoweverItsLinesAreRead(String spelling) throws IOException {
    String end = spelling.translateEscapes();
    String line = end.contains("\r\n") ? "\r\n" : end.contains("\n") ? "\n" : "\r";
    assertIsOneMessage("Subject: 1\r\n\r\nbody" + end + SECOND.replace("{e}", line));
    assertIsOneMessage("Subject: 1" + end + "X: y" + end + "\r\n\r\nbody");
    assertIsOneMessage(end + "Subject: 1\r\n\r\n");
    assertIsOneMessage("Subject: 1\r\n\r\nbody" + end);
  }

  /** Blocks of the reader, of the writer, and of TLS. */
  @ParameterizedTest
  @CsvSource({"4096", "8192", "16384", "32768", "65536"})
  void spellingMayLieAcrossTheBorderOfABlock(int border) throws IOException {
    for (String end : List.of("\r\n.\r\n", "\n.\n", "\r.\r", "\r\n..\r\n")) {
      StringBuilder content = new StringBuilder();
      for (int before = 0; before <= end.length(); before++) {
        int at = content.length() + border - content.length() % border - before;
        while (content.length() < at) {
          content.append(content.length() % 64 == 63 && at - content.length() > 2 ? '\n' : 'x');
        }
        content.append(end).append("y");
      }
      assertIsOneMessage(content.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\0b", "\\r\\n\\0.\\r\\n", "\\r\\n.\\0\\r\\n", "\\0", "X: \\0\\r\\n\\r\\n"})
  void contentWithNulNeverLeaves(String content) throws IOException {
    for (Transfer transfer : Transfer.values()) {
      try (HostileScene scene = new HostileScene(transfer)) {
        byte[] octets = content.translateEscapes().getBytes(ISO_8859_1);
        assertThat(scene.send(List.of(HostileScene.mail(MailContent.ofOctets(octets), TO))))
            .extracting(HostileScene::summary)
            .containsExactly("PERMANENT CONTENT_REFUSED 5.6.0");
        assertThat(scene.mx().connections()).isEmpty();
      }
    }
  }

  private static void assertIsOneMessage(String content) throws IOException {
    byte[] octets = content.getBytes(US_ASCII);
    for (Transfer transfer : Transfer.values()) {
      try (HostileScene scene = new HostileScene(transfer)) {
        List<OutgoingMail> mails =
            List.of(
                HostileScene.mail(MailContent.ofOctets(octets), TO),
                HostileScene.mail(() -> new Dribble(octets), TO));
        assertThat(scene.send(mails)).allMatch(RecipientOutcome::isAccepted);
        assertThat(scene.mx().messages()).hasSize(2);
        assertThat(scene.mx().connections().get(0).verbs())
            .containsOnlyOnce("STARTTLS")
            .doesNotContain("X")
            .filteredOn(verb -> verb.equals("MAIL") || verb.equals("RCPT"))
            .hasSize(4);
        for (ReceivedMessage message : scene.mx().messages()) {
          assertThat(message.recipients()).extracting(path -> path.address()).containsExactly(TO);
          assertReadsAs(transfer, message, canonical(content));
        }
      }
    }
  }

  /** By a reading of its own, which knows nothing of how the content was written. */
  private static void assertReadsAs(Transfer transfer, ReceivedMessage message, String canonical) {
    String wire = new String(message.rawContent(), ISO_8859_1);
    assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
    if (transfer == Transfer.BDAT) {
      assertThat(wire).isEqualTo(canonical);
      return;
    }
    List<String> lines = Arrays.asList(wire.split("\r\n|\r|\n", -1));
    assertThat(lines.subList(lines.size() - 2, lines.size())).containsExactly(".", "");
    List<String> body = lines.subList(0, lines.size() - 2);
    assertThat(body).doesNotContain(".");
    StringBuilder read = new StringBuilder();
    body.forEach(
        line -> read.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n"));
    assertThat(read.toString()).isEqualTo(canonical);
  }

  private static String canonical(String content) {
    String lines = content.replaceAll("\r\n|\r|\n", "\r\n");
    return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
  }

  /** Gives one, two, three octets and so on at a time. */
  private static final class Dribble extends FilterInputStream {
    private int next;

    Dribble(byte[] octets) {
      super(new ByteArrayInputStream(octets));
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      next = next % 7 + 1;
      return in.read(octets, offset, Math.min(length, next));
    }
  }
}
