package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.reply.Reply;

/** A message, fates of it, and a writer whose notices can be foretold. */
final class NoticeScene {
  static final Instant ARRIVAL = Instant.parse("2026-11-19T07:55:10Z");
  static final Instant LAST = Instant.parse("2026-11-24T07:55:10Z");
  static final Instant NOW = Instant.parse("2026-11-24T07:56:00Z");
  static final String ORIGINAL =
      """
      From: Reports <reports@bank.example>
      To: inbox@old.example
      Subject: Holdings of November
      Message-ID: <42@bank.example>

      The secret is 4711.
      """;

  private NoticeScene() {}

  static NoticeWriter.Builder writer() {
    AtomicLong next = new AtomicLong();
    return NoticeWriter.builder(Domain.of("mail.bank.example"))
        .clock(InstantSource.fixed(NOW))
        .random(next::incrementAndGet);
  }

  static OriginalMessage.Builder original(String content) {
    return original(content.getBytes(UTF_8));
  }

  static OriginalMessage.Builder original(byte[] content) {
    return OriginalMessage.builder(
        ReversePath.of("reports@bank.example"), ARRIVAL, MailContent.ofOctets(content));
  }

  static Cause expiredCertificate() {
    return Cause.of(
            CauseCode.CERTIFICATE_EXPIRED,
            "CN=mx.old.example: expected a not-after of 2026-11-24T07:55:12Z or later, found"
                + " 2026-11-18T00:00:00Z")
        .withEvidence(Map.of("notAfter", "2026-11-18T00:00:00Z"));
  }

  /** Given up after five days with an expired certificate. */
  static RecipientStatus.Builder expired(String recipient) {
    return RecipientStatus.expired(Recipient.of(recipient))
        .cause(expiredCertificate())
        .contact("postmaster@old.example, +46 8 000 00 00")
        .lastAttemptAt(LAST);
  }

  /** Refused by a host. */
  static RecipientStatus.Builder refused(String recipient, String... words) {
    Reply reply = new Reply(550, List.of(words));
    return RecipientStatus.builder(
            Recipient.of(recipient),
            NoticeAction.FAILED,
            new org.enforcedtls.reply.EnhancedStatusCode(5, 1, 1))
        .cause(
            Cause.of(CauseCode.REPLY_PERMANENT, "the host answered rcpt with: " + reply)
                .withEvidence("step", "rcpt")
                .withEvidence("reply", reply.toString()))
        .remoteReply(new RemoteReply(Domain.of("mx1.fi.example"), reply))
        .lastAttemptAt(LAST);
  }

  static OutgoingMail only(List<OutgoingMail> notices) {
    if (notices.size() != 1) {
      throw new AssertionError("expected one notice, found " + notices.size());
    }
    return notices.get(0);
  }

  static String textOf(OutgoingMail notice) {
    try (InputStream in = notice.content().open()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
