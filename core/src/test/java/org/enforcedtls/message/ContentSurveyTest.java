package org.enforcedtls.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSurveyTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # content,                       size, longest, 8-bit, 8-bit header, NUL
          "",                                 0,       0, false, false,        false
          "abc",                              5,       3, false, false,        false
          "A: b\\n\\nc\\n",                  11,       4, false, false,        false
          "A: b\\n\\n.\\n",                  11,       4, false, false,        false
          "A: b\\n\\nå\\n",                  12,       4, true,  false,        false
          "A: å\\n\\nc\\n",                  12,       5, true,  true,         false
          "A: b\\n\\nc\\0d\\n",              13,       4, false, false,        true
          "A: b\\n\\nlonger line\\nå",       25,      11, true,  false,        false
          """)
  void onePassFindsWhatTheContentNeeds(
      String content, long size, int longest, boolean eightBit, boolean header, boolean nul)
      throws IOException {
    MailContent mail = MailContent.ofOctets(content.translateEscapes().getBytes(UTF_8));
    assertThat(mail.survey()).isEqualTo(new ContentSurvey(size, longest, eightBit, header, nul));
  }
}
