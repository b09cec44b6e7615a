package org.enforcedtls.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.enforcedtls.message.CanonicalOctets;

/** Content that anybody wrote, as a host reads it off the wire. */
class DotStuffingFuzzTest {
  private static final String SMUGGLING = "\r\n.a\0\u00FF";

  @FuzzTest
  void hostReadsTheContentUpToTheOnlyEndOfIt(FuzzedDataProvider data) throws IOException {
    StringBuilder text = new StringBuilder();
    int length = data.consumeInt(0, 300);
    for (int i = 0; i < length; i++) {
      text.append(SMUGGLING.charAt(data.consumeInt(0, SMUGGLING.length() - 1)));
    }
    byte[] content = text.toString().getBytes(ISO_8859_1);
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    CanonicalOctets.copy(new ByteArrayInputStream(content), canonical);

    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    DotStuffing stuffing = new DotStuffing(wire);
    byte[] octets = canonical.toByteArray();
    for (int sent = 0; sent < octets.length; ) {
      int next = data.consumeInt(1, 50);
      int step = Math.min(next, octets.length - sent);
      if (step == 1) {
        stuffing.write(octets[sent]);
      } else {
        stuffing.write(octets, sent, step);
      }
      sent += step;
    }
    stuffing.end();
    assertThat(received(wire.toString(ISO_8859_1))).isEqualTo(canonical.toString(ISO_8859_1));
    assertThat(canonical.toString(ISO_8859_1).replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  /** As RFC 5321 §4.5.2 tells a host to read: the lone dot ends it, and nothing stands behind. */
  private static String received(String wire) {
    StringBuilder content = new StringBuilder();
    int next = 0;
    while (true) {
      int end = wire.indexOf("\r\n", next);
      String line = wire.substring(next, end);
      next = end + 2;
      if (line.equals(".")) {
        assertThat(wire.length()).isEqualTo(next);
        return content.toString();
      }
      content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
  }
}
