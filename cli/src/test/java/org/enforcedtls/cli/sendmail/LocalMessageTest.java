package org.enforcedtls.cli.sendmail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.MailContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalMessageTest {
  private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-08T06:05:04+01:00");
  private static final Author CRON = author("cron@bank.example", "CronDaemon");
  private static final String WHOLE =
      "From: x@y.example\r\nDate: now\r\nmessage-id : <1@y.example>\r\n";

  @TempDir private Path directory;

  private static Author author(String sender, String name) {
    return new Author(
        ReversePath.of(sender), Optional.ofNullable(name), Domain.of("mail.bank.example"));
  }

  private LocalMessage message(String text) throws IOException {
    return LocalMessage.of(Files.writeString(directory.resolve("m"), text, ISO_8859_1));
  }

  private static String text(MailContent content) throws IOException {
    try (InputStream in = content.open()) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }

  private List<String> recipients(String text) throws IOException {
    return message(text).recipients().stream().map(Mailbox::toString).toList();
  }

  @Test
  void recipientsAreThoseOfToCcAndBcc() throws IOException {
    String text =
        """
        TO: A <a@b.example>,
         c@d.example
        Subject: e@f.example
        Bcc : g@h.example
        cc: i@j.example
        Reply-To: k@l.example
        To: m@n.example

        To: o@p.example
        """;
    assertThat(recipients(text.replace("\n", "\r\n")))
        .containsExactly("a@b.example", "c@d.example", "g@h.example", "i@j.example", "m@n.example");
  }

  @Test
  void resentMessageGoesToThoseItIsResentTo() throws IOException {
    assertThat(
            recipients("Resent-Bcc: a@b.example\r\nResent-To: c@d.example\r\nTo: e@f.example\r\n"))
        .containsExactly("a@b.example", "c@d.example");
  }

  @Test
  void nameThatIsNotUtf8DoesNoHarmAndAddressDoes() throws IOException {
    assertThat(recipients("To: J\u00f6rg <a@b.example>\r\n")).containsExactly("a@b.example");
    String utf8 = new String("To: jörg@b.example\r\n".getBytes(UTF_8), ISO_8859_1);
    assertThat(recipients(utf8)).containsExactly("jörg@b.example");
    assertThatExceptionOfType(UnusableMessageException.class)
        .isThrownBy(() -> recipients("To: j\u00f6rg@b.example\r\n"))
        .withMessage("To: expected an address in ASCII or UTF-8");
  }

  @Test
  void messageThatIsWholeStaysAsItIs() throws IOException {
    String whole = WHOLE + "X: folded\r\n \tline\r\n\r\nbody\r\n\r\n.\r\n";
    MailContent content = message(whole).content(CRON, NOW);
    assertThat(text(content)).isEqualTo(whole);
    assertThat(text(content)).isEqualTo(whole);
  }

  @Test
  void blindRecipientsAndTracesOfEarlierWaysAreTakenOut() throws IOException {
    String text =
        "Bcc: a@b.example,\r\n\tc@d.example\r\nReturn-Path: <x@y.example>\r\n"
            + WHOLE
            + "bcc : e@f.example\r\nResent-BCC: g@h.example\r\nContent-Length: 7\r\n\r\nBcc: stays\r\n";
    assertThat(text(message(text).content(CRON, NOW))).isEqualTo(WHOLE + "\r\nBcc: stays\r\n");
  }

  @Test
  void fieldsThatLackAreAdded() throws IOException {
    assertThat(text(message("Subject: x\r\n\r\nbody\r\n").content(CRON, NOW)))
        .matches(
            """
            Subject: x
            From: "CronDaemon" <cron@bank\\.example>
            Date: Sun, 8 Nov 2026 06:05:04 \\+0100
            Message-ID: <20261108060504\\.[0-9a-f]{20}@mail\\.bank\\.example>

            body
            """
                .replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a@b.example, ,             a@b.example
          a@b.example, ' ',          a@b.example
          a@b.example, 'Q "x" \\',   '"Q \\"x\\" \\\\" <a@b.example>'
          a@b.example, Jörg,         =?UTF-8?B?SsO2cmc=?= <a@b.example>
          '',          ,             '"Mail Delivery System" <MAILER-DAEMON@mail.bank.example>'
          '',          Cron,         '"Cron" <MAILER-DAEMON@mail.bank.example>'
          """)
  void authorIsTheSender(String sender, String name, String from) {
    assertThat(author(sender, name).from()).isEqualTo(from);
  }

  @Test
  void longNameIsFoldedAndOneWithLineEndRefused() {
    assertThat(author("a@b.example", "ö".repeat(100)).from().lines())
        .hasSize(5)
        .allMatch(line -> line.length() < 100);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> author("a@b.example", "x\r\nBcc: y@z.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> author("a@b.example", "x".repeat(201)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'Hello~',                       'Hello~'
          '~To: a@b.example~',            'To: a@b.example~'
          ' Subject: folded~',            ' Subject: folded~'
          'not a field: x~',              'not a field: x~'
          'From x@y Sat Nov~Hello~',      'Hello~'
          '>From x@y~From z~~Hello~',     'Hello~'
          """)
  void textWithoutHeaderSectionIsBody(String text, String body) throws IOException {
    assertThat(text(message(text.replace("~", "\r\n")).content(CRON, NOW)))
        .startsWith("From: ")
        .endsWith("\r\n\r\n" + body.replace("~", "\r\n"));
  }

  @Test
  void emptyLineThatLacksIsAdded() throws IOException {
    assertThat(text(message(WHOLE + "Hello\r\n").content(CRON, NOW)))
        .isEqualTo(WHOLE + "\r\nHello\r\n");
    assertThat(text(message(WHOLE).content(CRON, NOW))).isEqualTo(WHOLE + "\r\n");
  }

  @Test
  void headerSectionThatIsHugeOrHasNulIsRefused() {
    String huge = "X: " + "x".repeat(60) + "\r\n";
    assertThatExceptionOfType(UnusableMessageException.class)
        .isThrownBy(() -> message(huge.repeat(5_000) + "\r\nbody\r\n"))
        .withMessageContaining("expected at most 262144 octets");
    assertThatExceptionOfType(UnusableMessageException.class)
        .isThrownBy(() -> message("To: a@b.example" + " ".repeat(300_000)))
        .withMessageContaining("expected at most 262144 octets");
    assertThatExceptionOfType(UnusableMessageException.class)
        .isThrownBy(() -> message("To: a@b.example\0\r\n\r\n"))
        .withMessageContaining("NUL");
  }

  @Test
  void bodyMayBeHuge() throws IOException {
    String body = ("x".repeat(70) + "\r\n").repeat(10_000);
    assertThat(text(message(WHOLE + "\r\n" + body).content(CRON, NOW)))
        .isEqualTo(WHOLE + "\r\n" + body);
  }
}
