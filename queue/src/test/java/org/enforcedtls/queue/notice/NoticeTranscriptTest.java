package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.queue.notice.NoticeScene.ARRIVAL;
import static org.enforcedtls.queue.notice.NoticeScene.LAST;
import static org.enforcedtls.queue.notice.NoticeScene.ORIGINAL;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole notices, octet by octet. */
class NoticeTranscriptTest {
  /** A file beside this class, and the notice that it holds. */
  private record Transcript(
      String name, NoticeWriter.Builder writer, OriginalMessage original, RecipientStatus status) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Transcript> transcripts() {
    NoticeWriter.Builder swedish = NoticeScene.writer().languages(NoticeLanguage.swedish());
    NoticeWriter.Builder both =
        NoticeScene.writer().languages(NoticeLanguage.english(), NoticeLanguage.swedish());
    Recipient recipient =
        Recipient.of("inbox@old.example").withOriginalRecipient("\"a b\"@old.example");
    return Stream.of(
        new Transcript(
            "expired",
            NoticeScene.writer(),
            NoticeScene.original(ORIGINAL).build(),
            NoticeScene.expired("inbox@old.example").build()),
        new Transcript(
            "refused-whole-original",
            NoticeScene.writer(),
            NoticeScene.original(ORIGINAL).dsnReturn(DsnReturn.FULL).envelopeId("QQ 17").build(),
            NoticeScene.refused("inbox@fi.example", "5.1.1 <inbox@fi.example>:", "5.1.1 unknown")
                .build()),
        new Transcript(
            "delayed-swedish",
            swedish,
            NoticeScene.original(ORIGINAL).build(),
            RecipientStatus.builder(recipient, NoticeAction.DELAYED, EnhancedStatusCode.of("4.7.5"))
                .cause(NoticeScene.expiredCertificate())
                .contact("postmaster@old.example")
                .lastAttemptAt(ARRIVAL.plus(Duration.ofHours(4)))
                .willRetryUntil(LAST)
                .build()),
        new Transcript(
            "relayed-two-languages",
            both,
            NoticeScene.original(ORIGINAL).build(),
            RecipientStatus.builder(
                    Recipient.of("inbox@fi.example").withNotify(Set.of(DsnNotify.SUCCESS)),
                    NoticeAction.RELAYED,
                    EnhancedStatusCode.of("2.0.0"))
                .remoteReply(
                    new RemoteReply(
                        Domain.of("mx1.fi.example"), new Reply(250, List.of("2.0.0 queued"))))
                .lastAttemptAt(LAST)
                .build()),
        new Transcript(
            "sender-outside-ascii",
            NoticeScene.writer(),
            OriginalMessage.builder(
                    ReversePath.of("kött@bank.example"),
                    ARRIVAL,
                    MailContent.ofOctets(ORIGINAL.replace("Reports", "Kött").getBytes(UTF_8)))
                .build(),
            NoticeScene.refused("smör@fi.example", "5.1.1 okänd").build()));
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void noticeIsThisToTheOctet(Transcript transcript) throws IOException {
    OutgoingMail notice =
        NoticeScene.only(
            transcript.writer.build().write(transcript.original, List.of(transcript.status)));
    String found = NoticeScene.textOf(notice);
    assertThat(found.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(found.replace("\r\n", "\n"))
        .as("if this is right, it is the new %s.eml:\n%s", transcript.name, found)
        .isEqualTo(fileOf(transcript));
  }

  private static String fileOf(Transcript transcript) throws IOException {
    try (InputStream in =
        NoticeTranscriptTest.class.getResourceAsStream(transcript.name + ".eml")) {
      return in == null ? "" : new String(in.readAllBytes(), UTF_8);
    }
  }
}
