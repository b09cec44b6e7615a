package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

final class DnssecAnchorFuzzTest {
  static Stream<byte[]> files() {
    return Stream.of(
            ". IN DS 20326 8 2 " + "ab".repeat(32) + "\n",
            "; none\n.\t172800\tIN\tDS 1 13 4 " + "cd ".repeat(48) + " ; x\r\n",
            "example. DNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF"
                + "+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==\n",
            "$INCLUDE x\n")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The second opinion is dnsjava's reader of zone files, which gets what was read here. */
  @MethodSource("files")
  @DictionaryEntries({" IN DS ", " DNSKEY 257 3 ", " 8 2 ", ";", "\\x0a", "$INCLUDE "})
  @FuzzTest
  void anchorsReadTheSameAgainOrAreRefusedWithTheirLine(byte[] octets) throws IOException {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    DnssecAnchors anchors;
    try {
      anchors = DnssecAnchors.parse("a", text);
    } catch (IOException e) {
      assertThat(e.getMessage()).matches("a(:[0-9]+)?: expected (?s:.*), found (?s:.*)");
      return;
    }
    String written = new String(anchors.asZoneFile().readAllBytes(), StandardCharsets.US_ASCII);
    DnssecAnchors again = DnssecAnchors.parse("a", written);
    assertThat(new String(again.asZoneFile().readAllBytes(), StandardCharsets.US_ASCII))
        .isEqualTo(written);
    assertThat(again).hasToString(anchors.toString());
    assertThat(text.lines().filter(line -> !line.split(";", 2)[0].isBlank()).count())
        .isGreaterThanOrEqualTo(written.lines().count());
  }
}
