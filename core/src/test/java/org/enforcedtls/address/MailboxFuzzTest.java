package org.enforcedtls.address;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MailboxFuzzTest {
  private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";

  static Stream<Arguments> mailboxes() {
    return Stream.of(
        arguments("inbox@fi.example"),
        arguments("\"a b\\\"\\\\<\"@b\u00FCcher.example"),
        arguments("a.b+c@Fi.Example."),
        arguments("\u00FC@fi.example"),
        arguments("a..b@fi.example"),
        arguments("x@[192.0.2.1]"),
        arguments("x>\r\nRCPT TO:<y@fi.example"));
  }

  @MethodSource("mailboxes")
  @DictionaryEntries({"@", "\\\"", "\\\\", "\\x0d\\x0a", ".", "@fi.example", "<", ">", "\\x00"})
  @FuzzTest
  void mailboxIsOneByAPlainReadingOfTheGrammarAndEndsNoCommand(@NotNull String text) {
    Mailbox mailbox;
    try {
      mailbox = Mailbox.of(text);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).doesNotContain("\r", "\n", "\0");
      return;
    }
    String written = mailbox.toString();
    assertThat(Mailbox.of(written)).isEqualTo(mailbox);
    assertThat(text).startsWith(mailbox.localPart() + "@");
    assertThat(isLocalPart(mailbox.localPart())).as("%s", mailbox.localPart()).isTrue();
    assertThat(mailbox.localPart().getBytes(UTF_8).length).isBetween(1, 64);
    assertThat(mailbox.domain().aLabels()).matches("[a-z0-9._-]{1,253}");
    assertThat(written.codePoints()).noneMatch(Character::isISOControl);
    // A bracket or a space can only stand where a pair of quotes holds it.
    if (!mailbox.localPart().startsWith("\"")) {
      assertThat(written).doesNotContain("<", ">", " ", "\"", "\\");
    }
  }

  private static boolean isLocalPart(String text) {
    return text.startsWith("\"") ? isQuoted(text) : isDotString(text);
  }

  private static boolean isDotString(String text) {
    return Stream.of(text.split("\\.", -1))
        .allMatch(
            atom -> !atom.isEmpty() && atom.codePoints().allMatch(MailboxFuzzTest::isAtomText));
  }

  private static boolean isAtomText(int c) {
    return c >= 0x80 || Character.isLetterOrDigit(c) || ATOM_MARKS.indexOf(c) >= 0;
  }

  /** Between the first and the last quote no quote stands without a backslash of its own. */
  private static boolean isQuoted(String text) {
    int i = 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i == text.length() - 1;
  }
}
