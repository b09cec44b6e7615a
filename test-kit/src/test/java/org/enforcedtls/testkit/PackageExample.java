package org.enforcedtls.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The example of a package comment, which stands in a test too, so that it is compiled and run. */
public final class PackageExample {
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Path TEST = Path.of("src", "test", "java");

  private PackageExample() {}

  /** Fails unless the lines of the example are those of the test, in this order. */
  public static void isPartOf(Class<?> test) throws IOException {
    String folder = test.getPackageName().replace('.', '/');
    List<String> example =
        Files.readString(MAIN.resolve(folder).resolve("package-info.java"))
            .replaceAll("(?s).*<pre>\\{@code|\\}</pre>.*", "")
            .lines()
            .map(line -> line.replaceFirst("^ \\*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    assertThat(example).isNotEmpty();
    assertThat(linesOf(TEST.resolve(folder).resolve(test.getSimpleName() + ".java")))
        .containsSubsequence(example);
  }

  private static List<String> linesOf(Path source) throws IOException {
    return Files.readAllLines(source).stream().map(String::strip).toList();
  }
}
