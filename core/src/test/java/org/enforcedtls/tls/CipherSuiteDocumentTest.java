package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table that people read is the one that the code goes by. */
class CipherSuiteDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "cipher-suites.md");
  private static final String BEGIN = "<!-- suites -->\n";
  private static final String END = "<!-- /suites -->";

  @Test
  void documentedTableIsTheOneInForce() throws IOException {
    String document = Files.readString(DOCUMENT);
    String table =
        document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));
    assertThat(table)
        .as("replace the table in docs/cipher-suites.md by:\n%s", tableInForce())
        .isEqualTo(tableInForce());
  }

  private static String tableInForce() {
    return "| rung | OpenSSL name | IANA name | in `finansinspektionen` |\n|---|---|---|---|\n"
        + CipherSuite.all().stream()
            .sorted(
                Comparator.comparing(CipherSuite::rung)
                    .reversed()
                    .thenComparing(CipherSuite::codePoint))
            .map(CipherSuiteDocumentTest::row)
            .collect(Collectors.joining());
  }

  private static String row(CipherSuite suite) {
    boolean isIn = CipherProfile.finansinspektionen().admits(suite);
    return String.format(
        "| %s | `%s` | `%s` | %s |%n",
        suite.rung(), suite.opensslName(), suite.ianaName(), isIn ? "yes" : "no");
  }
}
