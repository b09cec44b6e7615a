package org.enforcedtls.sidebyside.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000, 1_000_000})
  void messageHasTheOctetsAskedForAndLessThanALineMore(int octets) {
    assertThat(Content.message(octets).length).isBetween(octets, octets + 72);
  }

  @Test
  void everyLineEndsInCrLfAndIsShort() {
    String message = new String(Content.message(10_000), US_ASCII);

    assertThat(message).endsWith("\r\n").contains("\r\n\r\n");
    assertThat(message.split("\r\n", -1)).allSatisfy(line -> assertThat(line).hasSizeLessThan(77));
    assertThat(message.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
  }

  @Test
  void streamReadOctetByOctetIsTheMessage() throws Exception {
    byte[] message = Content.message(1_000);
    byte[] read = new byte[message.length];
    try (var stream = Content.stream(1_000)) {
      for (int i = 0; i < read.length; i++) {
        read[i] = (byte) stream.read();
      }
      assertThat(stream.read()).isEqualTo(-1);
    }
    assertThat(read).isEqualTo(message);
  }
}
