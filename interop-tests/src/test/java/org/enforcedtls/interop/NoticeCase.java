package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.queue.notice.NoticeAction;
import org.enforcedtls.queue.notice.NoticeLanguage;
import org.enforcedtls.queue.notice.NoticeWriter;
import org.enforcedtls.queue.notice.OriginalMessage;
import org.enforcedtls.queue.notice.RecipientStatus;
import org.enforcedtls.queue.notice.RemoteReply;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;

/** A notice to be read, and what is to be read in it. */
record NoticeCase(
    String name,
    NoticeLanguage language,
    OriginalMessage original,
    List<RecipientStatus> statuses) {
  private static final Instant ARRIVAL = Instant.parse("2026-11-19T07:55:10Z");
  private static final Instant LAST = ARRIVAL.plus(Duration.ofDays(5));
  private static final String ORIGINAL =
      """
      From: Reports <reports@bank.example>
      To: inbox@fi.example
      Subject: Holdings of November
      Date: Thu, 19 Nov 2026 08:55:00 +0100
      Message-ID: <42@bank.example>

      The holdings.
      """;

  static Stream<NoticeCase> all() {
    return Stream.of(
        english("refused", refused("inbox@fi.example", "5.1.1 no such user here")),
        english(
            "refused over two lines", refused("inbox@fi.example", "5.1.1 no", "5.1.1 such user")),
        english("expired", expired("inbox@old.example")),
        english("domain does not exist", noDomain("inbox@nowhere.example")),
        english("delayed", delayed("inbox@old.example")),
        english("relayed", relayed("inbox@fi.example")),
        swedish("refused in Swedish", refused("inbox@fi.example", "5.1.1 no such user here")),
        swedish("delayed in Swedish", delayed("inbox@old.example")),
        english(
            "three fates",
            refused("inbox@fi.example", "5.1.1 no such user here"),
            expired("post@old.example"),
            noDomain("a.b+c@nowhere.example")),
        english(
            "a thousand",
            IntStream.range(0, 1000)
                .mapToObj(i -> expired("inbox" + i + "@old.example"))
                .toArray(RecipientStatus[]::new)),
        english("quoted local part", refused("\"a b\"@fi.example", "5.1.1 no such user here")),
        english(
            "hostile reply",
            refused(
                "inbox@fi.example",
                "5.1.1 <b>no</b> \u0000\u001b[31m such user\r\n\r\nFinal-Recipient: rfc822; evil@evil.test",
                "5.1.1 --=_enforced-tls-\r\nAction: delivered\r\nStatus: 2.0.0")),
        english("recipient outside ASCII", refused("kött@fi.example", "5.1.1 no such user here")),
        new NoticeCase(
            "sender outside ASCII",
            NoticeLanguage.english(),
            original(ReversePath.of("kött@bank.example"), ORIGINAL).build(),
            List.of(refused("inbox@fi.example", "5.1.1 no such user here"))),
        of("whole original", it -> it.dsnReturn(DsnReturn.FULL), ORIGINAL),
        of("whole original in 8 bits", it -> it.dsnReturn(DsnReturn.FULL), ORIGINAL + "åäö\n"),
        of("header in 8 bits", it -> it, ORIGINAL.replace("Holdings", "Värden")),
        of("original that is a notice", it -> it.dsnReturn(DsnReturn.FULL), aNotice()),
        of("original without header", it -> it, "no header\n"),
        of("identified envelope", it -> it.envelopeId("QQ314159"), ORIGINAL));
  }

  private static NoticeCase english(String name, RecipientStatus... statuses) {
    return new NoticeCase(
        name, NoticeLanguage.english(), original(ORIGINAL).build(), List.of(statuses));
  }

  private static NoticeCase swedish(String name, RecipientStatus... statuses) {
    return new NoticeCase(
        name, NoticeLanguage.swedish(), original(ORIGINAL).build(), List.of(statuses));
  }

  private static NoticeCase of(
      String name, UnaryOperator<OriginalMessage.Builder> change, String content) {
    return new NoticeCase(
        name,
        NoticeLanguage.english(),
        change.apply(original(content)).build(),
        List.of(refused("inbox@fi.example", "5.1.1 no such user here")));
  }

  private static OriginalMessage.Builder original(String content) {
    return original(ReversePath.of("reports@bank.example"), content);
  }

  private static OriginalMessage.Builder original(ReversePath sender, String content) {
    return OriginalMessage.builder(sender, ARRIVAL, MailContent.ofOctets(content.getBytes(UTF_8)));
  }

  private static RecipientStatus refused(String recipient, String... words) {
    Reply reply = new Reply(550, List.of(words));
    return RecipientStatus.builder(
            Recipient.of(recipient), NoticeAction.FAILED, EnhancedStatusCode.of("5.1.1"))
        .cause(Cause.of(CauseCode.REPLY_PERMANENT, "the host answered rcpt with: " + reply))
        .remoteReply(new RemoteReply(Domain.of("mx1.fi.example"), reply))
        .lastAttemptAt(LAST)
        .build();
  }

  private static RecipientStatus expired(String recipient) {
    return RecipientStatus.expired(
            Recipient.of(recipient).withOriginalRecipient("former." + recipient))
        .cause(expiredCertificate())
        .contact("postmaster@old.example")
        .lastAttemptAt(LAST)
        .build();
  }

  private static RecipientStatus delayed(String recipient) {
    return RecipientStatus.builder(
            Recipient.of(recipient), NoticeAction.DELAYED, EnhancedStatusCode.of("4.7.5"))
        .cause(expiredCertificate())
        .lastAttemptAt(LAST)
        .willRetryUntil(LAST.plus(Duration.ofDays(1)))
        .build();
  }

  private static RecipientStatus relayed(String recipient) {
    return RecipientStatus.builder(
            Recipient.of(recipient).withNotify(Set.of(DsnNotify.SUCCESS)),
            NoticeAction.RELAYED,
            EnhancedStatusCode.of("2.0.0"))
        .remoteReply(
            new RemoteReply(
                Domain.of("mx1.fi.example"), new Reply(250, List.of("2.0.0 queued as 1"))))
        .lastAttemptAt(LAST)
        .build();
  }

  private static RecipientStatus noDomain(String recipient) {
    return RecipientStatus.builder(
            Recipient.of(recipient), NoticeAction.FAILED, EnhancedStatusCode.of("5.1.2"))
        .cause(Cause.of(CauseCode.DNS_NOT_FOUND, "the domain nowhere.example does not exist"))
        .lastAttemptAt(LAST)
        .build();
  }

  private static Cause expiredCertificate() {
    return Cause.of(
        CauseCode.CERTIFICATE_EXPIRED,
        "CN=mx.old.example: expected a not-after of 2026-11-24T07:55:12Z or later, found"
            + " 2026-11-18T00:00:00Z");
  }

  /** What a sender might send on as it came. */
  private static String aNotice() {
    return ORIGINAL
        + "\n--=_enforced-tls-0\nContent-Type: message/delivery-status\n\n"
        + "Reporting-MTA: dns; evil.test\n\nFinal-Recipient: rfc822; evil@evil.test\n"
        + "Action: failed\nStatus: 5.0.0\n\n--=_enforced-tls-0--\n";
  }

  /** Writes the notice as it lies in a mailbox, line ends as LF. */
  Path writeTo(Path file) throws Exception {
    NoticeWriter writer =
        NoticeWriter.builder(Domain.of("mail.bank.example")).languages(language).build();
    try (var in = writer.write(original, statuses).get(0).content().open()) {
      String octets = new String(in.readAllBytes(), ISO_8859_1);
      Files.writeString(file, octets.replace("\r\n", "\n"), ISO_8859_1);
    }
    return file;
  }

  @Override
  public String toString() {
    return name;
  }
}
