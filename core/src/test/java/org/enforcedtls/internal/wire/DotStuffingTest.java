package org.enforcedtls.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.enforcedtls.message.CanonicalOctets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStuffingTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",                              ".\\r\\n"
          ".",                             "..\\r\\n.\\r\\n"
          "..",                            "...\\r\\n.\\r\\n"
          "a.b",                           "a.b\\r\\n.\\r\\n"
          "a\\r\\n.\\r\\nMAIL FROM:<x@y>", "a\\r\\n..\\r\\nMAIL FROM:<x@y>\\r\\n.\\r\\n"
          "a\\n.\\nb",                     "a\\r\\n..\\r\\nb\\r\\n.\\r\\n"
          "a\\r.\\rb",                     "a\\r\\n..\\r\\nb\\r\\n.\\r\\n"
          "\\r\\n",                        "\\r\\n.\\r\\n"
          """)
  void onlyTheLastLineIsALoneDot(String content, String wire) throws IOException {
    assertThat(stuffed(content.translateEscapes())).isEqualTo(wire.translateEscapes());
  }

  @Property
  void theEndOfContentStandsOnceAndLast(@ForAll("smuggling") String content) throws IOException {
    String wire = "\r\n" + stuffed(content);
    assertThat(wire.indexOf("\r\n.\r\n")).isEqualTo(wire.length() - 5);
  }

  @Provide
  Arbitrary<String> smuggling() {
    return Arbitraries.strings().withChars("\r\n.a\0").ofMaxLength(40);
  }

  private static String stuffed(String content) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    DotStuffing stuffing = new DotStuffing(wire);
    CanonicalOctets.copy(new ByteArrayInputStream(content.getBytes(ISO_8859_1)), stuffing);
    stuffing.end();
    return wire.toString(ISO_8859_1);
  }
}
