package org.enforcedtls.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithheldEndTest {
  @ParameterizedTest
  @CsvSource({"'', ''", "a, ''", "ab, ''", "abc, a", "a|b, ''", "a|b|c, a", "abcd|e|fg, abcde"})
  void lastTwoOctetsStayUntilTheyAreReleased(String writes, String passedOn) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WithheldEnd end = new WithheldEnd(out);
    for (String write : writes.split("\\|", -1)) {
      end.write(write.getBytes(US_ASCII), 0, write.length());
    }
    assertThat(out.toString(US_ASCII)).isEqualTo(passedOn);
    end.release();
    assertThat(out.toString(US_ASCII)).isEqualTo(writes.replace("|", ""));
  }

  @Property(tries = 500)
  void whateverTheBlocksNothingIsLostOrMoved(
      @ForAll @Size(max = 40) byte[] octets, @ForAll @IntRange(min = 1, max = 7) int block)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WithheldEnd end = new WithheldEnd(out);
    for (int i = 0; i < octets.length; i += block) {
      end.write(octets, i, Math.min(block, octets.length - i));
    }
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(octets, Math.max(0, octets.length - 2)));
    end.release();
    assertThat(out.toByteArray()).isEqualTo(octets);
  }
}
