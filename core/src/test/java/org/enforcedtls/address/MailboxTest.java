package org.enforcedtls.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "inbox",
        "@fi.example",
        "inbox@",
        "a@x.test>\r\nRCPT TO:<evil@y.test",
        "a\u0000@x.test",
        "a\r@x.test",
        "a\n@x.test",
        "a b@x.test",
        "<a@x.test>",
        "a>@x.test",
        ".a@x.test",
        "a.@x.test",
        "a..b@x.test",
        "\"a\r\n\"@x.test",
        "\"a\"b\"@x.test",
        "a@b@x.test",
        "a\u0085@x.test",
        "a\ud800@x.test",
        "user@[192.0.2.1]"
      })
  void whatCouldEndACommandOrIsNoMailboxIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Mailbox.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          inbox@fi.example,         inbox,       fi.example
          Inbox+Tag@FI.EXAMPLE,     Inbox+Tag,   fi.example
          "a b"@fi.example,         "a b",       fi.example
          "a@b>"@fi.example,        "a@b>",      fi.example
          "a\\"b"@fi.example,       "a\\"b",     fi.example
          åke@bücher.example,       åke,         xn--bcher-kva.example
          """)
  void localPartKeepsCaseAndQuoting(String text, String localPart, String domain) {
    Mailbox mailbox = Mailbox.of(text);
    assertThat(mailbox.localPart()).isEqualTo(localPart);
    assertThat(mailbox.domain()).hasToString(domain);
    assertThat(mailbox).hasToString(localPart + "@" + domain);
  }

  @Test
  void localPartOver64OctetsIsRefused() {
    assertThat(Mailbox.of("a".repeat(64) + "@x.test").localPart()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> Mailbox.of("å".repeat(33) + "@x.test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "å", " ", "\\\""})
  void localPartOfAnyLengthIsRefusedAndNothingWorse(String unit) {
    String huge = unit.repeat(100_000);
    assertThatIllegalArgumentException().isThrownBy(() -> Mailbox.of(huge + "a@x.test"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mailbox.of('"' + huge + "\"@x.test"))
        .withMessageContaining("longer than 64 octets");
  }

  @Test
  void controlCharactersAreEscapedInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mailbox.of("a\u001b[31m@x.test"))
        .withMessageContaining("\\u{1b}");
  }

  @Test
  void nullReversePathIsTheEmptyString() {
    assertThat(ReversePath.of("")).isEqualTo(ReversePath.nullPath()).hasToString("");
    assertThat(ReversePath.of("a@x.test").isNull()).isFalse();
  }
}
