package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderSectionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          # head                              | header section
          'A: b\\r\\n\\r\\nC: d\\r\\n'        | 'A: b\\r\\n'
          'A: b\\r\\n c\\r\\n\\td\\r\\n\\r\\nx' | 'A: b\\r\\n c\\r\\n\\td\\r\\n'
          'A : b\\r\\n\\r\\n'                 | 'A : b\\r\\n'
          'A:\\r\\n\\r\\n'                    | 'A:\\r\\n'
          'A: b'                              | 'A: b'
          'From a Thu\\r\\nA: b\\r\\n\\r\\n'  | 'A: b\\r\\n'
          ' c\\r\\nA: b\\r\\n'                | ''
          'no field\\r\\nA: b\\r\\n'          | ''
          ': b\\r\\n'                         | ''
          'A b: c\\r\\n'                      | ''
          '\\u00e5: b\\r\\n'                  | ''
          'A: b\\r\\nFrom a Thu\\r\\nC: d'    | 'A: b\\r\\n'
          'A: b\\r\\nno field\\r\\nC: d'      | 'A: b\\r\\n'
          '\\r\\nA: b\\r\\n'                  | ''
          ''                                  | ''
          """)
  void headerSectionEndsBeforeTheFirstLineThatIsNoField(String head, String section) {
    assertThat(read(head.replace("\\u00e5", "\u00e5").translateEscapes()))
        .isEqualTo(section.translateEscapes());
  }

  @Property(tries = 2000)
  void headerSectionIsWhatPlainReadingFinds(
      @ForAll
          @Chars({'A', ':', ' ', '\t', '-', '\u00e5', '\n'})
          @CharRange(from = 'B', to = 'C')
          @StringLength(max = 60)
          String text) {
    String head = text.replace("\n", "\r\n");
    assertThat(read(head)).isEqualTo(plainly(head));
  }

  /** Line by line, with no pattern. */
  private static String plainly(String head) {
    List<String> kept = new ArrayList<>();
    for (String line : head.split("(?<=\n)", -1)) {
      boolean isContinuation =
          !kept.isEmpty() && !line.isEmpty() && " \t".indexOf(line.charAt(0)) >= 0;
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
      boolean isField = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
      if (!isContinuation && !isField) {
        break;
      }
      kept.add(line);
    }
    return String.join("", kept);
  }

  private static String read(String head) {
    return new String(HeaderSection.of(head.getBytes(ISO_8859_1)).octets(), ISO_8859_1);
  }
}
