package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators read about the partner table is what the code does. */
class PartnerTablePageTest {
  private static final Path PAGE = Path.of("..", "docs", "partner-table.md");
  private static final Path README = Path.of("..", "README.md");

  /** The blocks by the words of the column "where". */
  private static final Map<String, Block> BLOCKS =
      Map.of(
          "table", Block.TABLE,
          "profile", Block.PROFILE,
          "row", Block.PARTNER,
          "MX host", Block.MX_HOST,
          "trust", Block.TRUST);

  private static final Pattern FENCED =
      Pattern.compile("^```\\w*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern KEY_LINE =
      Pattern.compile("^\\| ([^|]+) \\| `([^`]+)` \\| [^|]+ \\| ([^|]+) \\|", Pattern.MULTILINE);

  @TempDir Path folder;

  @Test
  void thePageListsEveryBlock() {
    assertThat(BLOCKS.values()).containsExactlyInAnyOrderElementsOf(Block.ALL);
  }

  @Test
  void thePageListsEveryKeyThatIsReadAndNoOther() throws IOException {
    assertThat(keyLines().map(PartnerTablePageTest::placeAndKey))
        .containsExactlyInAnyOrderElementsOf(placesAndKeys(Block::keys));
  }

  @Test
  void thePageSaysOfEachKeyWhetherItIsRequired() throws IOException {
    assertThat(
            keyLines()
                .filter(line -> line.group(3).equals("required"))
                .map(PartnerTablePageTest::placeAndKey))
        .containsExactlyInAnyOrderElementsOf(placesAndKeys(Block::required));
  }

  private static String placeAndKey(MatchResult line) {
    return line.group(1) + ": " + line.group(2);
  }

  private static List<String> placesAndKeys(Function<Block, Collection<String>> keysOf) {
    return BLOCKS.entrySet().stream()
        .flatMap(b -> keysOf.apply(b.getValue()).stream().map(key -> b.getKey() + ": " + key))
        .toList();
  }

  @Test
  void theFullExampleHasEveryKey() throws IOException {
    String example = tables(PAGE).get(1);
    assertThat(Block.ALL)
        .flatExtracting(Block::keys)
        .allSatisfy(key -> assertThat(example).containsPattern("(^|[\\s{])" + key + ":"));
  }

  static List<String> examples() throws IOException {
    return Stream.concat(tables(PAGE).stream(), tables(README).stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsReadWithoutProblem(String example) throws IOException {
    TestCa.create("Root").writePem(folder.resolve("certdata.txt"));
    TestCa.create("Root").writeCrl(folder.resolve("fi.crl"));
    assertThatNoException().isThrownBy(() -> new PartnerYaml(folder).load(example));
  }

  @Test
  void bothPagesHaveExamples() throws IOException {
    assertThat(tables(PAGE)).hasSize(2);
    assertThat(tables(README)).hasSize(1);
  }

  @Test
  void theMessagesShownAreThoseThatTheBrokenTableGives() throws IOException {
    Path file = new PartnerYaml(folder).write(fenced(between("broken")).get(0));
    PartnerFileException refused =
        catchThrowableOfType(PartnerFileException.class, () -> PartnerFile.load(file));
    String found =
        String.valueOf(refused.getMessage()).replace(folder.toString(), "/etc/mail") + "\n";
    assertThat(found)
        .as("replace the messages in docs/partner-table.md by:\n%s", found)
        .isEqualTo(fenced(between("messages")).get(0));
  }

  /** The tables of a page, but for the one that is shown to be broken. */
  private static List<String> tables(Path page) throws IOException {
    String whole =
        Pattern.compile("<!-- broken -->.*?<!-- /broken -->", Pattern.DOTALL)
            .matcher(Files.readString(page))
            .replaceAll("");
    return fenced(whole).stream().filter(text -> text.startsWith("version:")).toList();
  }

  private static List<String> fenced(String markdown) {
    return FENCED.matcher(markdown).results().map(block -> block.group(1)).toList();
  }

  private static Stream<MatchResult> keyLines() throws IOException {
    String lines = between("keys").replace("| where | key |", "");
    return KEY_LINE.matcher(lines).results();
  }

  private static String between(String mark) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + mark + " -->";
    int end = page.indexOf("<!-- /" + mark + " -->");
    assertThat(end).as("the end of " + begin).isPositive();
    return page.substring(page.indexOf(begin) + begin.length(), end);
  }
}
