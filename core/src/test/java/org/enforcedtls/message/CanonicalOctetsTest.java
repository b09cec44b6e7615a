package org.enforcedtls.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalOctetsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",                  ""
          "a",                 "a\\r\\n"
          "a\\r",              "a\\r\\n"
          "a\\n",              "a\\r\\n"
          "a\\r\\n",           "a\\r\\n"
          "a\\r\\n\\r\\n",     "a\\r\\n\\r\\n"
          "a\\n\\n",           "a\\r\\n\\r\\n"
          "a\\r\\r\\n",        "a\\r\\n\\r\\n"
          "a\\n\\r",           "a\\r\\n\\r\\n"
          "a\\n.\\r\\nb",      "a\\r\\n.\\r\\nb\\r\\n"
          "a\\r.\\rb",         "a\\r\\n.\\r\\nb\\r\\n"
          "\\r\\r",            "\\r\\n\\r\\n"
          """)
  void everyLineEndLeavesAsCrlf(String given, String canonical) throws IOException {
    assertThat(canonical(given.translateEscapes())).isEqualTo(canonical.translateEscapes());
  }

  @Property(tries = 300)
  void noBareCrOrLfLeavesWhereverABlockEnds(
      @ForAll byte[] content, @ForAll @IntRange(min = 1, max = 5) int octetsARead)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CanonicalOctets.copy(new TrickleStream(content, octetsARead), out);
    String left = out.toString(ISO_8859_1);
    assertThat(left.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(left).isEqualTo(canonical(left));
    assertThat(ContentSurvey.of(new ByteArrayInputStream(content)).sizeOctets())
        .isEqualTo(out.size());
  }

  private static String canonical(String given) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CanonicalOctets.copy(new ByteArrayInputStream(given.getBytes(ISO_8859_1)), out);
    return out.toString(ISO_8859_1);
  }

  /** Gives a few octets a read, so that a CRLF is cut in two. */
  private static final class TrickleStream extends InputStream {
    private final InputStream in;
    private final int octetsARead;

    TrickleStream(byte[] content, int octetsARead) {
      this.in = new ByteArrayInputStream(content);
      this.octetsARead = octetsARead;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      return in.read(octets, offset, Math.min(length, octetsARead));
    }
  }
}
