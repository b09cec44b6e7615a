package org.enforcedtls.architecture;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One text file of the project.
 *
 * @param path from the root of the project, with slashes
 * @param text all of it
 */
record SourceFile(String path, String text) {
  private static final Pattern NO_CODE =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\""
              + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\""
              + "|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'"
              + "|//.*|/\\*(?s:.*?)\\*/");

  boolean isJava() {
    return path.endsWith(".java");
  }

  boolean isMain() {
    return path.contains("src/main/");
  }

  /** The name without folders and ending: of a Java file, its class. */
  String simpleName() {
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
  }

  /** The folders below the source root, as a package name; empty for what stands at the root. */
  String packageName() {
    String folders = path.replaceFirst("^.*src/(main|test)/java/", "");
    int slash = folders.lastIndexOf('/');
    return slash < 0 ? "" : folders.substring(0, slash).replace('/', '.');
  }

  /** The text without comments and literals, line for line. */
  String code() {
    return NO_CODE
        .matcher(text)
        .replaceAll(match -> "\n".repeat(Math.toIntExact(match.group().lines().count()) - 1));
  }

  long lineCount() {
    return text.lines().count();
  }

  /** Where in a text of the same lines something stands: {@code path:line}. */
  static String at(String path, String text, int offset) {
    return path + ":" + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
  }

  /** Each place of the code that the pattern finds, as {@code path:line: what}. */
  Stream<String> placesInCode(Pattern pattern) {
    String code = code();
    return pattern
        .matcher(code)
        .results()
        .map((MatchResult found) -> at(path, code, found.start()) + ": " + found.group());
  }
}
