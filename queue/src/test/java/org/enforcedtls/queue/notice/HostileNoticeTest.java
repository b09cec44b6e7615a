package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.queue.notice.NoticeScene.ARRIVAL;
import static org.enforcedtls.queue.notice.NoticeScene.ORIGINAL;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote cannot break a notice, nor bring back what must not come back. */
class HostileNoticeTest {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no\r\n\r\n--=_enforced-tls-00000000000000010000000000000002--",
        "no\r\nFinal-Recipient: rfc822; evil@evil.test\r\nAction: delivered",
        "no\nStatus: 2.0.0",
        "no \u0000\u0007\u001b[2J\u009b",
        "no \u202etxet desrever\u202c \u200b",
        "no <script>alert(1)</script> <b>&amp;",
        "inga k\u00f6tt h\u00e4r \ud83d\ude00",
        "no \ud800 half",
        ""
      })
  void replyIsQuotedAsOneLineOfPrintableAscii(String words) throws IOException {
    String notice = write(NoticeScene.original(ORIGINAL), words);
    String status = part(notice, "message/delivery-status");
    assertThat(status.lines().filter(line -> line.startsWith("Final-Recipient:")))
        .containsExactly("Final-Recipient: rfc822; inbox@fi.example");
    assertThat(status.lines().filter(line -> line.startsWith("Action:")))
        .containsExactly("Action: failed");
    assertThat(status.lines().filter(line -> line.startsWith("Status:")))
        .containsExactly("Status: 5.1.1");
    assertThat(status.replace("\r\n", "")).matches("[ -~]*");
    assertThat(part(notice, "text/plain").replace("\r\n", "")).matches("[ -~]*");
    assertThat(notice).doesNotContain("\u202e", "\u0007", "\u001b");
  }

  @Test
  void replyOfManyWordsAndReplyOfOneLongWordAreCut() throws IOException {
    for (String words : List.of("word ".repeat(9999), "w".repeat(99_999), "ö".repeat(99_999))) {
      String notice = write(NoticeScene.original(ORIGINAL), words);
      assertThat(notice.length()).isLessThan(10_000);
      assertThat(notice.lines()).allMatch(line -> line.length() <= 998);
      assertThat(part(notice, "text/plain").lines()).allMatch(line -> line.length() <= 76);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The secret is 4711.\n",
        "\nThe secret is 4711.\n",
        "Subject: Holdings\nThe secret is 4711.\n",
        "Subject: Holdings\n\nThe secret is 4711.\n",
        "Subject: Holdings\n\n \nX: The secret is 4711.\n",
        " The secret is 4711.\n",
        "From reports Thu Nov 19\nSubject: Holdings\n\nThe secret is 4711.\n",
        "Subject: Holdings\r\rThe secret is 4711.\r",
        "The secret: is: 4711 .\n",
      })
  void bodyOfMessageUnderRequireTlsNeverComesBack(String content) throws IOException {
    String notice =
        write(NoticeScene.original(content).dsnReturn(DsnReturn.FULL).requireTls(), "no");
    assertThat(notice)
        .doesNotContain("4711")
        .containsAnyOf("  Its header is attached, its text is not.", "  It is not attached.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"The secret is 4711.\n", "\nThe secret is 4711.\n", "", "\n"})
  void originalWithoutHeaderLeavesNoticeOfTwoParts(String content) throws IOException {
    String notice = write(NoticeScene.original(content), "no");
    assertThat(partTypes(notice)).containsExactly("text/plain", "message/delivery-status");
    assertThat(notice).contains("  It is not attached.").doesNotContain("4711");
  }

  @Test
  void originalComesBackWholeOnlyWhereItWasWishedAndFitsAndCanStandInMessage() throws IOException {
    String longLine = ORIGINAL + "x".repeat(999) + "\n";
    String large = ORIGINAL + "x\n".repeat(600_000);
    assertThat(partTypes(write(full(ORIGINAL), "no"))).last().isEqualTo("message/rfc822");
    assertThat(write(full(ORIGINAL), "no")).contains("The secret is 4711.");
    for (OriginalMessage.Builder original :
        List.of(
            NoticeScene.original(ORIGINAL),
            NoticeScene.original(ORIGINAL).dsnReturn(DsnReturn.HDRS),
            full(ORIGINAL).requireTls(),
            full(longLine),
            full(ORIGINAL + "\0\n"),
            full(large))) {
      String notice = write(original, "no");
      assertThat(partTypes(notice)).last().isEqualTo("text/rfc822-headers");
      assertThat(notice).contains("Subject: Holdings of November").doesNotContain("4711");
    }
  }

  /** RFC 3461 §4.3. */
  @Test
  void originalOfMessageThatIsOnlyLateComesBackAsItsHeaderSection() throws IOException {
    RecipientStatus late =
        RecipientStatus.builder(
                Recipient.of("inbox@fi.example"),
                NoticeAction.DELAYED,
                EnhancedStatusCode.of("4.4.1"))
            .build();
    OutgoingMail notice =
        NoticeScene.only(NoticeScene.writer().build().write(full(ORIGINAL).build(), List.of(late)));
    assertThat(partTypes(NoticeScene.textOf(notice))).last().isEqualTo("text/rfc822-headers");
  }

  @Test
  void onlyTheHeadOfLargeOriginalIsRead() throws IOException {
    AtomicLong blocks = new AtomicLong();
    InputStream rest =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] octets, int offset, int length) {
            Arrays.fill(octets, offset, offset + length, (byte) 'x');
            blocks.incrementAndGet();
            return length;
          }
        };
    MailContent endless =
        () -> new SequenceInputStream(new ByteArrayInputStream(ORIGINAL.getBytes(UTF_8)), rest);
    OriginalMessage original =
        OriginalMessage.builder(ReversePath.of("reports@bank.example"), ARRIVAL, endless).build();
    OutgoingMail notice =
        NoticeScene.only(
            NoticeScene.writer()
                .build()
                .write(original, List.of(NoticeScene.refused("inbox@fi.example", "no").build())));
    assertThat(NoticeScene.textOf(notice)).contains("Subject: Holdings of November");
    assertThat(blocks.get()).isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {997, 100_000, 10_000_000})
  void headerLineWithoutEndComesBackCutAndEncoded(int length) throws IOException {
    String notice = write(full("Subject: a\nX: " + "x".repeat(length)), "no");
    assertThat(partTypes(notice)).last().isEqualTo("text/rfc822-headers");
    assertThat(part(notice, "text/rfc822-headers"))
        .contains("Content-Transfer-Encoding: quoted-printable", "Subject: a\r\n");
    assertThat(notice.length()).isLessThan(80_000);
  }

  @Test
  void headerInEightBitsComesBackEncoded() throws IOException {
    String utf8 = write(full(ORIGINAL.replace("Holdings", "V\u00e4rden")), "no");
    assertThat(part(utf8, "text/rfc822-headers"))
        .contains("charset=utf-8", "Subject: V=C3=A4rden of November");
    assertThat(utf8).contains("subject: V=C3=A4rden of November");
    byte[] latin1 = ORIGINAL.replace("Holdings", "V\u00e4rden").getBytes(ISO_8859_1);
    assertThat(part(write(NoticeScene.original(latin1), "no"), "text/rfc822-headers"))
        .contains("charset=unknown-8bit", "Subject: V=E4rden of November");
  }

  @Test
  void boundaryIsOneThatNoLineOfTheOriginalOpensWith() throws IOException {
    String taken = "=_enforced-tls-00000000000000010000000000000002";
    for (String line : List.of("--" + taken, "--" + taken + "--", "\r--" + taken)) {
      String notice = write(full(ORIGINAL + line + "\n"), "no");
      assertThat(boundary(notice)).isEqualTo("=_enforced-tls-00000000000000030000000000000004");
      assertThat(partTypes(notice)).hasSize(3);
    }
    assertThat(boundary(write(full(ORIGINAL + "x--" + taken + "\n"), "no"))).isEqualTo(taken);
  }

  @Test
  void originalThatTakesEveryBoundaryIsLeftOut() throws IOException {
    NoticeWriter writer = NoticeScene.writer().random(() -> 7).build();
    String taken = "--=_enforced-tls-00000000000000070000000000000007\n";
    OutgoingMail notice =
        NoticeScene.only(
            writer.write(
                full(ORIGINAL + taken).build(),
                List.of(NoticeScene.refused("inbox@fi.example", "no").build())));
    assertThat(partTypes(NoticeScene.textOf(notice))).hasSize(2);
  }

  @Test
  void originalThatCannotBeReadIsLeftOut() throws IOException {
    MailContent broken =
        () -> {
          throw new IOException("disk");
        };
    OriginalMessage original =
        OriginalMessage.builder(ReversePath.of("reports@bank.example"), ARRIVAL, broken).build();
    OutgoingMail notice =
        NoticeScene.only(
            NoticeScene.writer()
                .build()
                .write(original, List.of(NoticeScene.refused("inbox@fi.example", "no").build())));
    assertThat(partTypes(NoticeScene.textOf(notice))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<a@b> <c@d>", "42@bank.example", "<a b@c>", "<å@b>", "<a\u0007@b>", "", "<>"})
  void messageIdThatIsNoneIsNotRepeated(String id) throws IOException {
    String notice = write(NoticeScene.original(ORIGINAL.replace("<42@bank.example>", id)), "no");
    assertThat(notice).doesNotContain("In-Reply-To:", "References:");
  }

  @Test
  void thousandRecipientsOfOneFateAreExplainedOnce() throws IOException {
    List<RecipientStatus> statuses =
        IntStream.range(0, 1000)
            .mapToObj(i -> NoticeScene.expired("inbox" + i + "@old.example").build())
            .toList();
    String notice =
        NoticeScene.textOf(
            NoticeScene.only(
                NoticeScene.writer()
                    .build()
                    .write(NoticeScene.original(ORIGINAL).build(), statuses)));
    assertThat(notice.lines().filter(line -> line.startsWith("Final-Recipient:"))).hasSize(1000);
    assertThat(notice.lines().filter(line -> line.equals("Why:"))).hasSize(1);
    assertThat(part(notice, "text/plain")).contains("  inbox0@old.example", "  inbox999@old");
    assertThat(notice.length()).isLessThan(500_000);
  }

  private static OriginalMessage.Builder full(String content) {
    return NoticeScene.original(content).dsnReturn(DsnReturn.FULL);
  }

  /** A notice of one recipient that a host refused with these words. */
  private static String write(OriginalMessage.Builder original, String words) throws IOException {
    OutgoingMail notice =
        NoticeScene.only(
            NoticeScene.writer()
                .build()
                .write(
                    original.build(),
                    List.of(NoticeScene.refused("inbox@fi.example", words).build())));
    ContentSurvey survey = notice.content().survey();
    assertThat(survey.longestLineOctets()).isLessThanOrEqualTo(998);
    assertThat(survey.hasNul()).isFalse();
    assertThat(survey.hasEightBit()).isFalse();
    return NoticeScene.textOf(notice);
  }

  private static String boundary(String notice) {
    Matcher boundary = BOUNDARY.matcher(notice);
    assertThat(boundary.find()).isTrue();
    return boundary.group(1);
  }

  /** By the boundary alone, as a reader would. */
  private static List<String> parts(String notice) {
    String[] parts = notice.split("(?m)^--" + Pattern.quote(boundary(notice)), -1);
    assertThat(parts[parts.length - 1]).isEqualTo("--\r\n");
    return List.of(parts).subList(1, parts.length - 1);
  }

  private static List<String> partTypes(String notice) {
    return parts(notice).stream()
        .map(part -> part.replaceFirst("(?s)^\r\nContent-Type: ([^;\r]+).*", "$1"))
        .toList();
  }

  private static String part(String notice, String type) {
    return parts(notice).stream()
        .filter(part -> part.startsWith("\r\nContent-Type: " + type))
        .findFirst()
        .orElseThrow();
  }
}
