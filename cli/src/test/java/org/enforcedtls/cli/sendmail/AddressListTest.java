package org.enforcedtls.cli.sendmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.enforcedtls.address.Mailbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
  private static List<String> read(String text) {
    return AddressList.read(text).stream().map(Mailbox::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a@b.example                                        | a@b.example
          a@b.example, c@d.example                           | a@b.example c@d.example
          ,a@b.example,, c@d.example ,                       | a@b.example c@d.example
          <a@b.example>                                      | a@b.example
          Name <a@b.example>                                 | a@b.example
          J. R. "Q, x@y.example" <a@b.example> (one, two)    | a@b.example
          x@y.example <a@b.example>                          | a@b.example
          "x@y.example" <a@b.example>                        | a@b.example
          =?utf-8?q?J=C3=B6rg?= <a@b.example>                | a@b.example
          (c) a@b.example (d (nested \\) e)), c@d.example    | a@b.example c@d.example
          a(c)@b.example                                     | a@b.example
          a . b @ c . example                                | a.b@c.example
          "a,b"@c.example                                    | "a,b"@c.example
          "a\\"<x@y.example>"@c.example                      | "a\\"<x@y.example>"@c.example
          Team: a@b.example, B <c@d.example>;                | a@b.example c@d.example
          Team: a@b.example;, c@d.example                    | a@b.example c@d.example
          "T;": "a;b"@c.example; , d@e.example               | "a;b"@c.example d@e.example
          Jörg <jörg@b.example>                              | jörg@b.example
          a@jörg.example                                     | a@xn--jrg-sna.example
          """)
  void mailboxesAreReadInTheirOrder(String text, String mailboxes) {
    assertThat(read(text)).isEqualTo(List.of(mailboxes.split(" (?=\\S+@)", -1)));
  }

  @Test
  void foldedListIsReadLikeOneOnOneLine() {
    assertThat(read(" a@b.example,\r\n\t(c\r\n d) e@f.example\r\n"))
        .containsExactly("a@b.example", "e@f.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ",", "undisclosed-recipients:;", "a:, ,;", "(nobody)"})
  void listCanBeEmpty(String text) {
    assertThat(read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          root                                  | expected local-part@domain
          a@                                    | domain
          @b.example                            | local part
          a@b@c.example                         | local part
          a@b.example c@d.example               | expected a comma between
          <a@b.example> c@d.example             | expected a comma behind
          N <a@b.example> M <c@d.example>       | expected a comma behind
          T: <a@b.example> c@d.example;         | expected a comma behind
          T: a@b.example; c@d.example           | expected a comma behind
          a@b.example; c@d.example              | found ;
          <a@b.example>;<c@d.example>           | found ;
          <a@b.example                          | and '>', found the end
          <a@b.example, c@d.example>            | and '>', found ,
          a@b.example>                          | found >
          <>                                    | expected local-part@domain
          Name <>                               | expected local-part@domain
          <<a@b.example>>                       | and '>', found <
          <@r.example:a@b.example>              | found :
          "unterminated <a@b.example>           | closing quote
          "ends in a backslash\\                | closing quote
          (unterminated a@b.example             | closing parenthesis
          ((a) a@b.example                      | closing parenthesis
          a) b@c.example                        | found ')'
          a@[192.0.2.1]                         | address literal
          a@[192.0.2.1                          | closing bracket
          T: a@b.example                        | expected ';'
          T: U: a@b.example;;                   | found a colon
          : a@b.example;                        | found a colon
          a@b.example: c@d.example;             | found a colon
          "a"b@c.example                        | expected a comma between
          a@b.example\\, c@d.example            | found '\\'
          a..b@c.example                        | local part
          a@-b.example                          | domain
          """)
  void whatIsNotUnderstoodRefusesTheList(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessageContaining(message);
  }

  @Test
  void addressWithControlOrForeignOctetsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> read("a\0@b.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> read("\"a\r\nRCPT\"@b.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> read("a\uFFFD@b.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "\"x", "<", "a:", "a@b.example,", "\\", ".", "((a)", "a b "})
  void hugeListTakesNoLongTime(String piece) {
    String huge =
        String.join("", Collections.nCopies(LocalHeader.MAX_OCTETS / piece.length(), piece));
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          try {
            AddressList.read(huge + "z@z.example");
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).hasSizeLessThan(1_000);
          }
        });
  }
}
