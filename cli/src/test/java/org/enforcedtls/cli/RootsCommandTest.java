package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootsCommandTest {
  private final TestCa stays = TestCa.create("Stays");
  private final TestCa goes = TestCa.create("Goes");
  private final TestCa comes = TestCa.create("Comes");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private Path older;
  private Path newer;

  @BeforeEach
  void lists() throws IOException {
    older = list("old.pem", stays, goes);
    newer = list("new.pem", stays, comes);
  }

  private Path list(String name, TestCa... authorities) throws IOException {
    StringBuilder all = new StringBuilder();
    for (TestCa authority : authorities) {
      Path one = directory.resolve("one.pem");
      authority.writePem(one);
      all.append(Files.readString(one));
    }
    return Files.writeString(directory.resolve(name), all);
  }

  @Test
  void listHasALineForEachAnchor() {
    assertThat(run("roots", "list", older.toString())).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .hasSize(4)
        .anyMatch(line -> line.endsWith("CN=Goes"))
        .anyMatch(line -> line.startsWith("2 trust anchors"));
  }

  @Test
  void listTakesTheAnchorsOfTheGlobalOption() {
    assertThat(run("roots", "list", "--trust-anchors", newer.toString())).isZero();
    assertThat(out.toString()).contains("CN=Comes").doesNotContain("CN=Goes");
  }

  @Test
  void diffSaysWhatCameAndWhatWent() {
    assertThat(run("roots", "diff", older.toString(), newer.toString())).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("came ") && line.endsWith("CN=Comes"))
        .anyMatch(line -> line.startsWith("gone ") && line.endsWith("CN=Goes"))
        .noneMatch(line -> line.contains("CN=Stays"))
        .contains("1 came, 1 gone, 0 limited otherwise");
  }

  @Test
  void diffOfOneListWithItselfIsEmpty() {
    assertThat(run("roots", "diff", older.toString(), older.toString())).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("0 came, 0 gone, 0 limited otherwise");
  }

  @Test
  void partnersThatDependOnWhatGoesAreNamed() throws IOException {
    String sha256 = sha256Of("CN=Goes");
    Path table =
        Files.writeString(
            directory.resolve("partners.yaml"),
            """
            version: 1
            partners:
              - domain: pinned.example
                trust: {issuers: [%s]}
                contact: postmaster@pinned.example
              - domain: open.example
              - domain: own.example
                trust: {anchors: new.pem}
              - domain: same.example
                trust: {anchors: old.pem}
            """
                .formatted(sha256));
    assertThat(
            run("roots", "diff", "--policy", table.toString(), older.toString(), newer.toString()))
        .as(err.toString())
        .isEqualTo(1);
    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.startsWith("partners.yaml:3 (pinned.example): approves")
                    && line.contains("no CA that it approves stays")
                    && line.endsWith("talk to postmaster@pinned.example"))
        .anyMatch(line -> line.contains("(open.example): approves every CA"))
        .anyMatch(line -> line.contains("(same.example): approves every CA"))
        .noneMatch(line -> line.contains("own.example"));
  }

  @Test
  void jsonHasTheSame() throws IOException {
    run("roots", "diff", "--json", older.toString(), newer.toString());
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("came").findValuesAsText("label")).containsExactly("CN=Comes");
    assertThat(json.get("gone").findValuesAsText("label")).containsExactly("CN=Goes");
    assertThat(json.get("limited")).isEmpty();
    assertThat(json.get("partners")).isEmpty();
  }

  @Test
  void fileThatIsNoListExitsWith78() throws IOException {
    Path broken = Files.writeString(directory.resolve("x.pem"), "no anchors here");
    assertThat(run("roots", "diff", older.toString(), broken.toString())).isEqualTo(78);
    assertThat(err.toString()).contains("x.pem");
    assertThat(run("roots")).isEqualTo(64);
  }

  private String sha256Of(String label) throws IOException {
    run("roots", "list", "--json", older.toString());
    for (JsonNode anchor : new ObjectMapper().readTree(out.toString()).get("anchors")) {
      if (anchor.get("label").asText().equals(label)) {
        out.getBuffer().setLength(0);
        return anchor.get("sha256").asText();
      }
    }
    throw new AssertionError(out.toString());
  }

  private int run(String... args) {
    return EnforcedTls.run(new PrintWriter(out), new PrintWriter(err), args);
  }
}
