package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

final class PemFuzzTest {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  static Stream<byte[]> files() {
    String root = written(Certificates.encoded(RepeatableScene.ROOT.certificate()));
    return Stream.of(
            root,
            "Subject: CN=Root\r\n" + root.replace("\n", "\r\n") + "\n" + root,
            "-----BEGIN CERTIFICATE-----\n  TUlJ \n\n-----END CERTIFICATE-----",
            root.replace("CERTIFICATE", "PRIVATE KEY"))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static String written(byte[] der) {
    return BEGIN + "\n" + Base64.getMimeEncoder().encodeToString(der) + "\n" + END + "\n";
  }

  @MethodSource("files")
  @DictionaryEntries({BEGIN, END, "-----BEGIN ", "\\x0d\\x0a", "TQ==", "\\x0a-----"})
  @FuzzTest
  void blocksAreThoseThatAPlainReaderFinds(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    List<PemBlock> blocks;
    try {
      blocks = PemBlock.read("a.pem", text, "CERTIFICATE");
    } catch (IOException e) {
      assertThat(e.getMessage()).matches("a\\.pem:[0-9]+: expected (?s:.*), found (?s:.*)");
      return;
    }
    assertThat(blocks.stream().map(block -> block.line() + ":" + hex(block.der())))
        .isEqualTo(plainBlocks(text));
    assertReadAsCertificatesOrRefused(text, blocks);
  }

  private static void assertReadAsCertificatesOrRefused(String text, List<PemBlock> blocks) {
    try {
      assertThat(
              new PemParser("a.pem", text)
                  .anchors().stream()
                      .map(anchor -> hex(Certificates.encoded(anchor.certificate()))))
          .isEqualTo(blocks.stream().map(block -> hex(block.der())).toList());
    } catch (IOException e) {
      assertThat(e.getMessage())
          .matches("a\\.pem:[0-9]+: expected an X\\.509 certificate, found (?s:.*)");
    }
  }

  /** Line by line, with the decoder that skips what is no base64. */
  private static List<String> plainBlocks(String text) {
    List<String> blocks = new ArrayList<>();
    String[] lines = text.split("\r\n|\r|\n", -1);
    int first = 0;
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.equals(BEGIN)) {
        first = i + 1;
        body.setLength(0);
      } else if (line.equals(END) && first > 0) {
        blocks.add(first + ":" + hex(Base64.getMimeDecoder().decode(body.toString())));
        first = 0;
      } else {
        body.append(line);
      }
    }
    return blocks;
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
