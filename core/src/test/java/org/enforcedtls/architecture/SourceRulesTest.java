package org.enforcedtls.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRulesTest {
  private static final Sources PROJECT = Sources.ofThisProject();
  private static final String MAIN = "core/src/main/java/org/enforcedtls/";

  @Test
  void projectIsReadWithAllItsModules() {
    assertThat(PROJECT.files())
        .extracting(SourceFile::path)
        .contains(
            "README.md",
            "core/src/main/java/module-info.java",
            "core/src/test/java/org/enforcedtls/architecture/SourceRulesTest.java",
            "test-kit/src/main/java/module-info.java")
        .noneMatch(path -> path.contains("target/"));
  }

  @Test
  void packagesAreNamedForWhatTheyHold() {
    assertThat(SourceRules.vaguePackages(PROJECT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"util", "dns/common", "internal/impl/deep", "model", "dto", "helpers"})
  void vaguePackageIsFound(String folder) {
    assertThat(SourceRules.vaguePackages(java(MAIN + folder + "/Thing.java", "class Thing {}")))
        .hasSize(1);
  }

  @Test
  void classesAreNamedForWhatTheyDo() {
    assertThat(SourceRules.vagueClasses(PROJECT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class DnsUtil {}",
        "final class Utils {}",
        "record RouteHelper() {}",
        "class PoolManager {}",
        "class DnsClientImpl {}",
        "abstract class AbstractPolicy {}",
        "interface IPolicy {}",
        "class Fine { private static final class StringUtils {} }",
      })
  void vagueClassIsFound(String code) {
    assertThat(SourceRules.vagueClasses(java(MAIN + "dns/Thing.java", code))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Fine { String text = \"class DnsUtil\"; }",
        "/** Not a class IPolicy. */ interface Idle {}",
        "record IPv4() {}",
        "record Implicit() {}",
        "class Utility {}",
        "class PeerTrustManager extends X509ExtendedTrustManager {}",
        "// class DnsHelper\nclass Abstraction {}",
      })
  void wordThatOnlyLooksVagueIsLeftAlone(String code) {
    assertThat(SourceRules.vagueClasses(java(MAIN + "dns/Thing.java", code))).isEmpty();
  }

  @Test
  void onlyTheClassifierDecidesWhatAReplyMeans() {
    assertThat(SourceRules.verdictsOutsideTheClassifier(PROJECT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code >= 500",
        "code>499",
        "code < 400",
        "code <= 399",
        "400 <= code",
        "code / 100 == 5",
        "code/100",
      })
  void verdictElsewhereIsFound(String condition) {
    String code =
        "class Thing {\n  boolean isBad(int code) {\n    return " + condition + ";\n  }\n}";
    assertThat(
            SourceRules.verdictsOutsideTheClassifier(java(MAIN + "internal/wire/Thing.java", code)))
        .hasSize(1)
        .allMatch(place -> place.startsWith(MAIN + "internal/wire/Thing.java:3: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MAIN + "internal/delivery/FailureClassifier.java",
        MAIN + "reply/Reply.java",
        "core/src/test/java/org/enforcedtls/reply/ReplyTest.java",
      })
  void verdictWhereItBelongsIsLeftAlone(String path) {
    assertThat(SourceRules.verdictsOutsideTheClassifier(java(path, "int x = y / 100;"))).isEmpty();
  }

  @Test
  void everyPackageSaysItsFloorAndMarksItsNulls() {
    assertThat(SourceRules.packagesWithoutWord(PROJECT)).isEmpty();
  }

  @Test
  void packageWithoutItsWordIsFound() {
    Sources sources =
        new Sources(
            List.of(
                new SourceFile(MAIN + "dns/MxHost.java", ""),
                new SourceFile(MAIN + "reply/Reply.java", ""),
                new SourceFile(
                    MAIN + "reply/package-info.java", "/** Floor 1. Replies. */\n@NullMarked"),
                new SourceFile(MAIN + "trust/package-info.java", "/**\n * Floor 2. Trust.\n */"),
                new SourceFile(MAIN + "tls/package-info.java", "/** TLS. */ @NullMarked"),
                new SourceFile(
                    MAIN + "address/package-info.java", "/**\n * Floor 0. Names.\n */ @NullMarked"),
                new SourceFile(
                    "cli/src/main/java/org/enforcedtls/cli/package-info.java", "/** Words. */")));
    assertThat(SourceRules.packagesWithoutWord(sources))
        .containsExactlyInAnyOrder(
            MAIN + "dns/package-info.java: missing",
            MAIN + "reply/package-info.java: expected the comment to open with \"Floor 0. \"",
            MAIN + "trust/package-info.java: expected @NullMarked",
            MAIN + "tls/package-info.java: expected the comment to open with \"Floor 2. \"",
            "cli/src/main/java/org/enforcedtls/cli/package-info.java: expected @NullMarked");
  }

  @Test
  void noFileIsTooLong() {
    print(
        "look again at these files", SourceRules.longerThan(SourceRules.LOOK_AGAIN_LINES, PROJECT));
    assertThat(SourceRules.longerThan(SourceRules.MOST_LINES, PROJECT)).isEmpty();
  }

  @Test
  void lengthIsCountedInLinesOfJavaFiles() {
    Sources sources =
        new Sources(
            List.of(
                new SourceFile("a/Fits.java", "\n".repeat(400)),
                new SourceFile("a/TooLong.java", "\n".repeat(401)),
                new SourceFile("a/README.md", "\n".repeat(401))));
    assertThat(SourceRules.longerThan(400, sources)).containsExactly("a/TooLong.java: 401 lines");
  }

  @Test
  void whatIsBuiltOrHiddenIsNoSource(@TempDir Path root) throws IOException {
    for (String path :
        List.of("core/A.java", "core/target/B.java", ".idea/C.java", "D.md", "e.txt")) {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), "");
    }
    assertThat(Sources.below(root).files())
        .extracting(SourceFile::path)
        .containsExactly("D.md", "core/A.java");
  }

  private static Sources java(String path, String text) {
    return new Sources(List.of(new SourceFile(path, text)));
  }

  private static void print(String title, Stream<String> lines) {
    List<String> all = lines.toList();
    if (!all.isEmpty()) {
      System.out.println(title + ": " + String.join(", ", all));
    }
  }
}
