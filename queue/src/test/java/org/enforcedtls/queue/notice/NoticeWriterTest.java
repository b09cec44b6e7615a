package org.enforcedtls.queue.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.enforcedtls.queue.notice.NoticeScene.ORIGINAL;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeWriterTest {
  @Test
  void settingsOutsideTheirRangesAreRefused() {
    NoticeWriter.Builder builder = NoticeWriter.builder(Domain.of("mail.bank.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxReturnedOctets(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxReturnedOctets(104_857_601));
    assertThatIllegalArgumentException().isThrownBy(builder::languages);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.author(Mailbox.of("kött@bank.example")));
  }

  @Test
  void noticesComeFromTheAuthorThatIsSet() {
    assertThat(
            textOf(
                NoticeScene.writer().author(Mailbox.of("post@bank.example")),
                NoticeScene.expired("inbox@old.example").build()))
        .startsWith("From: Mail Delivery System <post@bank.example>\r\n");
  }

  @Test
  void noTwoNoticesHaveOneMessageIdOrBoundary() {
    NoticeWriter.Builder real = NoticeWriter.builder(Domain.of("mail.bank.example"));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      textOf(real, NoticeScene.expired("inbox@old.example").build())
          .lines()
          .filter(line -> line.matches("Message-ID: <[0-9a-f]{32}@.*|.*boundary=.*"))
          .forEach(seen::add);
    }
    assertThat(seen).hasSize(200);
  }

  @ParameterizedTest
  @EnumSource(CauseCode.class)
  void everyCauseIsExplainedWithItsParty(CauseCode code) {
    for (Party party : Party.values()) {
      String text =
          textOf(
              NoticeScene.writer().languages(NoticeLanguage.english()),
              RecipientStatus.expired(Recipient.of("inbox@fi.example"))
                  .cause(Cause.of(code, "what was found").withParty(party))
                  .contact("+46 8 1")
                  .build());
      assertThat(text)
          .contains("  cause: " + code.code(), "  finding: what was found")
          .doesNotContain("{");
      boolean isTheirs = party != Party.OURS && party != Party.MESSAGE;
      assertThat(text.contains("+46 8 1")).as("%s", party).isEqualTo(isTheirs);
    }
  }

  private static String textOf(NoticeWriter.Builder writer, RecipientStatus status) {
    return NoticeScene.textOf(
        NoticeScene.only(
            writer.build().write(NoticeScene.original(ORIGINAL).build(), List.of(status))));
  }
}
