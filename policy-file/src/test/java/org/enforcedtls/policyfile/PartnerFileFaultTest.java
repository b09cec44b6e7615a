package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerFileFaultTest {
  @TempDir Path folder;

  /** In a row of this table {@code ¶} stands for the end of a line and {@code ⇥} for a tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          ¶                                          | 1:1: expected version: 1, partners: [...], found nothing
          # nothing but a comment                    | 1:1: expected version: 1, partners: [...], found nothing
          --- ~                                      | 1:5: expected version: 1, partners: [...], found nothing
          partners                                   | 1:1: expected version: 1, partners: [...], found "partners"
          - domain: fi.example                       | 1:1: expected version: 1, partners: [...], found a list
          partners: []                               | 1:1: version: expected this key, found none
          version: 1                                 | 1:1: partners: expected this key, found none
          version: 2¶rows: []                        | 1:10: version: expected 1, found "2"
          version: 1.0¶partners: []                  | 1:10: version: expected 1, found "1.0"
          version: [1]¶partners: []                  | 1:10: version: expected 1, found a list
          version: 1¶partners:                       | 2:10: partners: expected a list of rows, such as [{domain: fi.example}], found nothing
          version: 1¶partners: {domain: fi.example}  | 2:11: partners: expected a list of rows, such as [{domain: fi.example}], found a mapping
          version: 1¶partners: []¶partner: []        | 3:1: unknown key "partner": did you mean "partners"?
          version: 1¶partners: []¶policies: []       | 3:1: unknown key "policies": expected version, profiles or partners
          version: 1¶partners: []¶version: 1         | 3:1: key "version" stands twice, first at partners.yaml:1
          version: 1¶partners: []¶---¶version: 1     | 3:1: expected one YAML document, found a second one
          version: 1¶partners: []¶...¶nonsense       | 4:1: not YAML: expected '<document start>', but found '<scalar>'
          version: 1¶partners:¶⇥- domain: fi.example | 3:1: expected spaces, found a tab
          version: 1¶partners: [                     | 3:1: not YAML: while parsing a flow node: expected the node content, but found '<stream end>'
          version: 1¶partners: ]                     | 2:11: not YAML: while parsing a block node: expected the node content, but found ']'
          version: 1¶partners: *rows                 | 2:11: alias "*rows": expected an anchor that ends before it
          version: 1¶partners: &rows [*rows]         | 2:18: alias "*rows": expected an anchor that ends before it
          version: !!int 1¶partners: []              | 1:10: expected a value without tag, found the tag "tag:yaml.org,2002:int"
          version: 1¶partners: !java.net.URL []      | 2:11: expected a value without tag, found the tag "!java.net.URL"
          version: 1¶partners: []¶profiles: []       | 3:11: profiles: expected profiles by their names, found an empty list
          version: 1¶partners: []¶profiles: {a: }    | 3:14: expected {suites: [TLS_AES_256_GCM_SHA384]}, found nothing
          version: 1¶partners: []¶profiles: {a: {}}  | 3:15: expected {suites: [TLS_AES_256_GCM_SHA384]}, found an empty mapping
          version: 1¶partners: []¶profiles: {a: {suites: []}} | 3:24: suites: expected a list with at least one cipher suite, found an empty list
          version: 1¶partners: []¶profiles: {a: {suites: [IDEA-CBC-SHA]}} | 3:25: suites: expected a suite at least as strong as AES128-SHA, found "IDEA-CBC-SHA", which is below floor
          version: 1¶partners: []¶profiles: {a: {suites: [AES128-SHA], least-protocol: TLSv1.1}} | 3:54: least-protocol: expected TLSv1.2 or TLSv1.3, found "TLSv1.1": did you mean "TLSv1.2"?
          version: 1¶partners: []¶profiles: {a: {suites: [AES128-SHA], least-protocol: TLSv1.3}} | 3:54: least-protocol: expected TLSv1.2 or a suite of TLS 1.3, found suites of TLS 1.2 only
          version: 1¶partners: []¶profiles: {finansinspektionen: {suites: [AES128-SHA]}} | 3:12: profile "finansinspektionen" is built in; name it anew
          version: 1¶partners: []¶profiles: {post-quantum: {suites: [AES128-SHA]}} | 3:12: profile "post-quantum" is built in; name it anew
          %YAML 3.0¶---¶version: 1                   | 1:1: expected YAML 1.2, found YAML 3.0
          version: 1¶partners: []¶\u0007#             | 3:1: expected printable characters, found U+0007
          version: 1¶partners: []¶# a\u0000b         | 3:4: expected printable characters, found U+0000
          """)
  void aFileIsRefusedWithPlaceAndWhatWasExpected(String text, String problem) throws IOException {
    String lines = text.replace('¶', '\n').replace('⇥', '\t') + "\n";
    assertThat(new PartnerYaml(folder).problems(lines)).containsExactly(problem);
  }

  @Test
  void octetsThatAreNotUtf8AreRefusedWithPlace() throws IOException {
    Path file = folder.resolve("partners.yaml");
    Files.write(file, "version: 1\n# Müller".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(new PartnerYaml(folder).problems())
        .containsExactly("2:4: expected UTF-8, found other octets; save it as UTF-8");
  }

  @Test
  void anUtf8SequenceCutOffAtTheEndIsRefused() throws IOException {
    Files.write(folder.resolve("partners.yaml"), new byte[] {'#', ' ', (byte) 0xC3});
    assertThat(new PartnerYaml(folder).problems())
        .containsExactly("1:3: expected UTF-8, found other octets; save it as UTF-8");
  }

  @Test
  void theMessageNamesTheFileAndHasOneProblemALine() throws IOException {
    Path file = new PartnerYaml(folder).write("version: 1\npartnrs: []\n");
    assertThatExceptionOfType(PartnerFileException.class)
        .isThrownBy(() -> PartnerFile.load(file))
        .withMessage(
            "partners.yaml:1:1: partners: expected this key, found none\n"
                + "partners.yaml:2:1: unknown key \"partnrs\": did you mean \"partners\"?");
  }

  @Test
  void aProfileThatCannotBeReadIsNoSecondProblemInTheRowsThatNameIt() throws IOException {
    assertThat(
            new PartnerYaml(folder)
                .problems(
                    """
                    version: 1
                    profiles: {own: {suites: [NO-SUCH-SUITE]}}
                    partners: [{domain: fi.example, cipher-profile: own}]
                    """))
        .singleElement()
        .asString()
        .startsWith("2:27: suites: cipher suite \"NO-SUCH-SUITE\": no suite has that name");
  }

  @Test
  void aFileThatIsNotThereIsNamedInFull() {
    Path file = folder.resolve("none.yaml");
    assertThatIOException()
        .isThrownBy(() -> PartnerFile.load(file))
        .withMessage("partner file " + file + ": cannot read it: there is no such file");
  }

  @Test
  void aFolderIsNoPartnerFile() {
    assertThatIOException()
        .isThrownBy(() -> PartnerFile.load(folder))
        .withMessage("partner file " + folder + ": cannot read it: Is a directory");
  }
}
