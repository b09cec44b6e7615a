package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encoded text is what it was when it is decoded, and its lines are short. */
class EncodingsTest {
  private static final Pattern OCTET = Pattern.compile("=([0-9A-F]{2})");
  private static final Pattern WORD = Pattern.compile("=\\?utf-8\\?B\\?([A-Za-z0-9+/=]*)\\?=");

  @Property(tries = 300)
  void quotedPrintableIsReversible(
      @ForAll @CharRange(from = 0, to = 255) @StringLength(max = 400) String text) {
    String lines = text.replace("\r", "").replace("\n", "\r\n");
    String encoded = QuotedPrintable.encode(lines.getBytes(ISO_8859_1));
    assertThat(encoded.replace("\r\n", "")).matches("[\t -~]*");
    assertThat(encoded.lines())
        .allMatch(line -> line.length() <= 76)
        .noneMatch(l -> l.matches(".*[ \t]"));
    String joined = encoded.replace("=\r\n", "");
    assertThat(
            OCTET
                .matcher(joined)
                .replaceAll(
                    it ->
                        java.util.regex.Matcher.quoteReplacement(
                            Character.toString(Integer.parseInt(it.group(1), 16)))))
        .isEqualTo(lines);
  }

  @Property(tries = 300)
  void encodedWordsAreReversibleAndShort(@ForAll @StringLength(max = 200) String text) {
    String subject = OneLine.of(text);
    String encoded = EncodedWords.of(subject);
    if (encoded.equals(subject)) {
      assertThat(subject).matches("[ -~]*");
      return;
    }
    assertThat(encoded.split(" ", -1)).allMatch(word -> word.length() <= 64);
    assertThat(
            WORD.matcher(encoded)
                .results()
                .map((MatchResult word) -> word.group(1))
                .map(word -> new String(Base64.getDecoder().decode(word), UTF_8))
                .collect(Collectors.joining()))
        .isEqualTo(subject);
  }

  @Property(tries = 300)
  void foldedTextHasShortLinesAndEveryCharacter(@ForAll @StringLength(max = 400) String text) {
    String words = OneLine.of(text);
    String folded = new FoldedText().line("  label: ", 4, words).toString();
    assertThat(folded.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 76);
    assertThat(folded.replaceAll("\\s", "")).isEqualTo(("label:" + words).replaceAll("\\s", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # text                 | one line               | in ASCII
          plain                  | plain                  | plain
          'a\\r\\nb\\tc'         | 'a  b c'               | 'a  b c'
          'a\\0b'                | 'a\\u{0}b'             | 'a\\u{0}b'
          'k\u00f6tt'            | 'k\u00f6tt'            | 'k\\x{F6}tt'
          'a\u202eb'             | 'a\\u{202e}b'          | 'a\\u{202e}b'
          ' a '                  | 'a'                    | 'a'
          """)
  void foreignTextIsOneLine(String text, String line, String ascii) {
    String foreign = text.translateEscapes();
    assertThat(OneLine.of(foreign)).isEqualTo(line);
    assertThat(OneLine.asciiOf(foreign)).isEqualTo(ascii);
    assertThat(OneLine.isAscii(ascii.toLowerCase(Locale.ROOT))).isTrue();
  }
}
