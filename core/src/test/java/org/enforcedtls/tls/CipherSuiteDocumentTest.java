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

  @Test
  void documentedTableIsTheOneInForce() throws IOException {
    assertDocumented("suites", tableInForce());
  }

  @Test
  void documentedProfilesAreThoseInForce() throws IOException {
    assertDocumented(
        "profiles",
        ChannelRequirement.builtIn().stream()
            .filter(channel -> !channel.equals(ChannelRequirement.defaults()))
            .map(CipherSuiteDocumentTest::profile)
            .collect(Collectors.joining("\n")));
  }

  private static void assertDocumented(String what, String inForce) throws IOException {
    String document = Files.readString(DOCUMENT);
    String begin = "<!-- " + what + " -->\n";
    String documented =
        document.substring(
            document.indexOf(begin) + begin.length(), document.indexOf("<!-- /" + what + " -->"));
    assertThat(documented)
        .as("replace the %s in docs/cipher-suites.md by:\n%s", what, inForce)
        .isEqualTo(inForce);
  }

  private static String profile(ChannelRequirement channel) {
    return String.format(
            "### `%s`%nAs of 2026-11-25. From %s on%s.%n%n| OpenSSL name | IANA name |%n|---|---|%n",
            channel.profile(),
            channel.leastProtocol().configName(),
            channel
                .hybridGroups()
                .map(groups -> ", the key exchange by " + HybridGroup.anyOf(groups))
                .orElse(""))
        + channel.profile().suites().stream()
            .map(suite -> String.format("| `%s` | `%s` |%n", suite.opensslName(), suite.ianaName()))
            .collect(Collectors.joining());
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
