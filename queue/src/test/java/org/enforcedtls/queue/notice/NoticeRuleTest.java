package org.enforcedtls.queue.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.queue.notice.NoticeScene.ORIGINAL;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # reverse path | NOTIFY          | failed | delayed | delivered | relayed
          a@bank.example | ''              | true   | true    | false     | false
          a@bank.example | NEVER           | false  | false   | false     | false
          a@bank.example | FAILURE         | true   | false   | false     | false
          a@bank.example | DELAY           | false  | true    | false     | false
          a@bank.example | SUCCESS         | false  | false   | true      | true
          a@bank.example | SUCCESS,FAILURE | true   | false   | true      | true
          ''             | ''              | false  | false   | false     | false
          ''             | NEVER           | false  | false   | false     | false
          ''             | FAILURE         | false  | false   | false     | false
          ''             | DELAY           | false  | false   | false     | false
          ''             | SUCCESS         | false  | false   | false     | false
          """)
  void senderHearsWhatWasWishedAndNobodyOfMessageWithNullReversePath(
      String reversePath,
      String wishes,
      boolean failed,
      boolean delayed,
      boolean delivered,
      boolean relayed) {
    Recipient recipient = recipient("b@fi.example", wishes);
    ReversePath path = ReversePath.of(reversePath);
    assertThat(
            Arrays.stream(NoticeAction.values())
                .map(action -> NoticeRule.isWished(path, recipient, action)))
        .containsExactly(failed, delayed, delivered, relayed);
  }

  @Test
  void eachActionHasNoticeOfItsOwnWithThoseWhoWishIt() {
    List<OutgoingMail> notices =
        NoticeScene.writer()
            .build()
            .write(
                NoticeScene.original(ORIGINAL).build(),
                List.of(
                    failed("1@fi.example", ""),
                    delayed("2@fi.example", ""),
                    failed("3@fi.example", "NEVER"),
                    failed("4@fi.example", "FAILURE"),
                    delayed("5@fi.example", "FAILURE")));
    assertThat(notices).hasSize(2);
    assertThat(finalRecipients(notices.get(0))).containsExactly("1@fi.example", "4@fi.example");
    assertThat(finalRecipients(notices.get(1))).containsExactly("2@fi.example");
  }

  @Test
  void noticeGoesToTheSenderWithNullReversePath() {
    OutgoingMail notice =
        NoticeScene.only(
            NoticeScene.writer()
                .build()
                .write(
                    NoticeScene.original(ORIGINAL).build(), List.of(failed("1@fi.example", ""))));
    assertThat(notice.envelope().reversePath().isNull()).isTrue();
    assertThat(notice.envelope().recipients())
        .extracting(Object::toString)
        .containsExactly("reports@bank.example");
  }

  @Test
  void nothingIsWrittenForMessageWithNullReversePath() {
    OriginalMessage bounce =
        OriginalMessage.builder(
                ReversePath.nullPath(), NoticeScene.ARRIVAL, MailContent.ofOctets(new byte[0]))
            .build();
    assertThat(NoticeScene.writer().build().write(bounce, List.of(failed("1@fi.example", ""))))
        .isEmpty();
  }

  private static List<String> finalRecipients(OutgoingMail notice) {
    return NoticeScene.textOf(notice)
        .lines()
        .filter(line -> line.startsWith("Final-Recipient: rfc822; "))
        .map(line -> line.substring("Final-Recipient: rfc822; ".length()))
        .toList();
  }

  private static RecipientStatus failed(String mailbox, String wishes) {
    return RecipientStatus.expired(recipient(mailbox, wishes)).build();
  }

  private static RecipientStatus delayed(String mailbox, String wishes) {
    return RecipientStatus.builder(
            recipient(mailbox, wishes), NoticeAction.DELAYED, EnhancedStatusCode.of("4.4.1"))
        .build();
  }

  private static Recipient recipient(String mailbox, String wishes) {
    Recipient recipient = Recipient.of(mailbox);
    return wishes.isEmpty()
        ? recipient
        : recipient.withNotify(
            Arrays.stream(wishes.split(",", -1))
                .map(DsnNotify::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DsnNotify.class))));
  }
}
