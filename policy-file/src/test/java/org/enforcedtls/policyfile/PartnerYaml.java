package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.policyfile.PartnerFileException.Problem;

/** Partner files of one test, in its own folder. */
final class PartnerYaml {
  private final Path file;

  PartnerYaml(Path folder) {
    this.file = folder.resolve("partners.yaml");
  }

  /** A whole table around one row, which stands at 3:5. */
  static String tableOf(String row) {
    return "version: 1\npartners:\n  - " + row + "\n";
  }

  Path write(String text) throws IOException {
    return Files.writeString(file, text);
  }

  PartnerTable load(String text) throws IOException {
    return PartnerFile.load(write(text));
  }

  /** What is wrong with a file, each problem as {@code line:column: text}. */
  List<String> problems(String text) throws IOException {
    write(text);
    return problems();
  }

  List<String> problems() {
    PartnerFileException refused =
        catchThrowableOfType(PartnerFileException.class, () -> PartnerFile.load(file));
    return refused == null
        ? List.of("the file was read")
        : refused.problems().stream().map(PartnerYaml::withoutFile).toList();
  }

  private static String withoutFile(Problem problem) {
    return problem.line() + ":" + problem.column() + ": " + problem.text();
  }
}
