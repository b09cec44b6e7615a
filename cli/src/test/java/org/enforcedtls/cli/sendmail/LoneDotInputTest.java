package org.enforcedtls.cli.sendmail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoneDotInputTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'a~.~b~',      'a~'
          '.~b~',        ''
          'a~.',         'a~'
          'a~.^~b',      'a~'
          'a~.~.~b~',    'a~'
          'a~..~b~',     'a~..~b~'
          'a~.b~',       'a~.b~'
          'a~. ~b~',     'a~. ~b~'
          'a.~b~',       'a.~b~'
          'a~.^b~',      'a~.^b~'
          'a^.^b~',      'a^.^b~'
          'a~ .~b~',     'a~ .~b~'
          '',            ''
          """)
  void onlyLineWithNothingButDotEndsTheInput(String input, String read) throws IOException {
    byte[] octets = input.replace('~', '\n').replace('^', '\r').getBytes(ISO_8859_1);
    String found =
        new String(new LoneDotInput(new ByteArrayInputStream(octets)).readAllBytes(), ISO_8859_1);
    assertThat(found.replace('\n', '~').replace('\r', '^')).isEqualTo(read);
  }
}
