package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnssecAnchorsTest {
  private static final String SHA_256 = "ab".repeat(32);
  private static final String KEY =
      "257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==";

  @Test
  void anchorsOfTheRootComeWithTheLibrary() {
    assertThat(DnssecAnchors.iana()).hasToString("2 trust anchors of root-anchors.txt");
  }

  @Test
  void recordsOfBothKindsAreReadInAnySpelling() throws IOException {
    String text =
        """
        ; of the bank
        . 172800 IN DS 20326 8 2 %s ; the root
        example. IN DNSKEY %s
        \tignored.example\t60\tds\t1 13 4 %s
        """
            .formatted(SHA_256, KEY, "cd cd".repeat(24));
    assertThat(DnssecAnchors.parse("anchors", text)).hasToString("3 trust anchors of anchors");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | a: expected at least one DS or DNSKEY record, found none
          ; nothing                                 | a: expected at least one DS or DNSKEY record, found none
          $INCLUDE /etc/passwd                      | a:1: expected OWNER [TTL] [IN] DS or DNSKEY, found "$INCLUDE /etc/passwd"
          . IN A 192.0.2.1                          | a:1: expected OWNER [TTL] [IN] DS or DNSKEY
          . CH DS 1 8 2 00                          | a:1: expected OWNER [TTL] [IN] DS or DNSKEY
          .                                         | a:1: expected OWNER [TTL] [IN] DS or DNSKEY
          . DS                                      | a:1: expected the data of a DS record
          . DS 1 8 2                                | a:1: expected
          . DS 70000 8 2 00                         | a:1: expected the data of a DS record
          . DS 1 8 2 zz                             | a:1: expected the data of a DS record
          . DS 1 8 1 abababababababababababababababababababab | a:1: expected a SHA-256 or SHA-384 digest
          . DS 1 8 255 00                           | a:1: expected a SHA-256 or SHA-384 digest
          . DNSKEY 257 3                            | a:1: expected
          . DNSKEY 0 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==   | a:1: expected a zone key
          . DNSKEY 385 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ== | a:1: expected a zone key that is not revoked
          . DNSKEY 257 3 13                         | a:1: expected a public key of a known algorithm
          . DNSKEY 257 3 13 AAAA                    | a:1: expected a public key of a known algorithm
          . DNSKEY 257 3 99 AAAA                    | a:1: expected a public key of a known algorithm
          """)
  void whatIsNoAnchorIsRefusedWithLine(String text, String expected) {
    assertThatIOException()
        .isThrownBy(() -> DnssecAnchors.parse("a", text))
        .withMessageStartingWith(expected);
  }

  @Test
  void oneBadLineSpoilsTheFile() {
    assertThatIOException()
        .isThrownBy(() -> DnssecAnchors.parse("a", ". DS 1 8 2 " + SHA_256 + "\n\nnonsense\n"))
        .withMessageStartingWith("a:3: expected");
  }

  @Test
  void fileIsReadUpToABound(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("root.key");
    Files.writeString(file, ". DS 1 8 2 " + SHA_256 + "\n");
    assertThat(DnssecAnchors.fromFile(file)).hasToString("1 trust anchors of root.key");
    Files.writeString(file, ";".repeat(65_537));
    assertThatIOException()
        .isThrownBy(() -> DnssecAnchors.fromFile(file))
        .withMessage("root.key: expected at most 65536 octets, found more");
  }
}
