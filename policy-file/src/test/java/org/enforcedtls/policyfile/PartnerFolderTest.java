package org.enforcedtls.policyfile;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policyfile.ReloadResult.KeptLastGood;
import org.enforcedtls.policyfile.ReloadResult.Reloaded;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become of a partner file, and of the files that it names, in their folders. */
class PartnerFolderTest {
  private static final String ANCHORED =
      PartnerYaml.tableOf("{domain: a.example, trust: {anchors: ca.pem}}");
  private static final String TWO_ROWS = ANCHORED + "  - {domain: b.example}\n";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeAnchoredRow() throws IOException {
    TestCa.create("First").writePem(folder.resolve("ca.pem"));
    file = new PartnerYaml(folder).write(ANCHORED);
  }

  @Test
  void aSymbolicLinkThatLeadsNowhereIsNoPartnerFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("gone.yaml"));
    assertThatIOException()
        .isThrownBy(() -> PartnerFile.load(link))
        .withMessage("partner file " + link + ": cannot read it: there is no such file");
  }

  @Test
  void aSymbolicLinkThatLeadsToItselfIsNoPartnerFile() throws IOException {
    Path loop = folder.resolve("loop.yaml");
    Files.createSymbolicLink(loop, loop);
    assertThatIOException()
        .isThrownBy(() -> PartnerFile.load(loop))
        .withMessageStartingWith("partner file " + loop + ": cannot read it: Too many levels");
  }

  @Test
  void aFileThatMayNotBeReadSaysSo() throws IOException {
    Files.setPosixFilePermissions(file, Set.of());
    assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();
    assertThatIOException()
        .isThrownBy(() -> PartnerFile.load(file))
        .withMessage("partner file " + file + ": cannot read it: access is denied");
  }

  /** As the platform reports it; root cannot be made to meet it. */
  @Test
  void theNameAloneIsNoReason() {
    assertThat(ReadFault.textOf(new AccessDeniedException("/a"))).isEqualTo("access is denied");
    assertThat(ReadFault.textOf(new NoSuchFileException("/a"))).isEqualTo("there is no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          gone.pem       | cannot read FOLDER/gone.pem: there is no such file
          ca.pem/ca.pem  | cannot read FOLDER/ca.pem/ca.pem: Not a directory
          ''             | expected a file of trust anchors, found a folder or device FOLDER
          .              | expected a file of trust anchors, found a folder or device FOLDER
          /dev/null      | expected a file of trust anchors, found a folder or device /dev/null
          /dev/zero      | expected a file of trust anchors, found a folder or device /dev/zero
          partners.yaml  | cannot read trust anchors: partners.yaml: expected certdata.txt, PEM, or a PKCS #12 or JKS key store, found none of them
          empty.pem      | cannot read trust anchors: empty.pem: expected certdata.txt, PEM, or a PKCS #12 or JKS key store, found none of them
          "a\\0b"        | expected the name of a file of trust anchors, found "a\\u{0}b"
          """)
  void whatIsNoFileOfAnchorsIsRefusedWithThePlaceOfItsName(String name, String problem)
      throws IOException {
    Files.createFile(folder.resolve("empty.pem"));
    String row = "{domain: a.example, trust: {anchors: " + name + "}}";
    assertThat(new PartnerYaml(folder).problems(PartnerYaml.tableOf(row)))
        .containsExactly("3:42: anchors: " + problem.replace("FOLDER", folder.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gone.crl       | cannot read FOLDER/gone.crl: there is no such file
          .              | expected a file of CRLs, found a folder or device FOLDER
          ca.pem         | cannot read CRLs: ca.pem:1: expected -----BEGIN X509 CRL----- only, found -----BEGIN CERTIFICATE-----
          partners.yaml  | cannot read CRLs: partners.yaml:1: expected a CRL, found
          """)
  void whatIsNoFileOfListsIsRefusedWithThePlaceOfItsName(String name, String problem)
      throws IOException {
    String row = "{domain: a.example, revocation: require, trust: {crls: [" + name + "]}}";
    assertThat(new PartnerYaml(folder).problems(PartnerYaml.tableOf(row)))
        .singleElement()
        .asString()
        .startsWith("3:61: crls: " + problem.replace("FOLDER", folder.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "revocation: off, "})
  void listsThatNobodyWouldAskAreRefused(String revocation) throws IOException {
    TestCa.create("First").writeCrl(folder.resolve("fi.crl"));
    String row = "{domain: a.example, " + revocation + "trust: {crls: [fi.crl]}}";
    assertThat(new PartnerYaml(folder).problems(PartnerYaml.tableOf(row)))
        .containsExactly(
            "3:"
                + (row.indexOf("[") + 5)
                + ": crls: expected revocation: when-available or revocation: require with it, found"
                + " off");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeOfAnchorsIsNotWaitedFor() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.pem");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();
    assertThat(
            new PartnerYaml(folder)
                .problems(PartnerYaml.tableOf("{domain: a.example, trust: {anchors: pipe.pem}}")))
        .singleElement()
        .asString()
        .contains("found a folder or device " + pipe);
  }

  @Test
  void anAnchorFileThatChangesAloneIsFound() throws IOException {
    CheckedSource source = new CheckedSource(file);
    String before = anchorsOf(source);
    TestCa.create("Second").writePem(folder.resolve("ca.pem"));
    source.checkTwice();
    assertThat(source.told()).containsExactly(new Reloaded(1));
    assertThat(anchorsOf(source)).isNotEqualTo(before);
  }

  @Test
  void anAnchorFileThatBreaksAloneLeavesTheLastGoodAnchors() throws IOException {
    CheckedSource source = new CheckedSource(file);
    String before = anchorsOf(source);
    Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
    source.checkTwice();
    assertThat(source.told()).hasSize(1).first().isInstanceOf(KeptLastGood.class);
    assertThat(source.source().problem())
        .hasValueSatisfying(p -> assertThat(p).contains("ca.pem:2: expected"));
    assertThat(anchorsOf(source)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFolderInPlaceOfAFileLeavesTheLastGoodTable(boolean isPartnerFile) throws IOException {
    CheckedSource source = new CheckedSource(file);
    Path replaced = isPartnerFile ? file : folder.resolve("ca.pem");
    Files.delete(replaced);
    Files.createDirectory(replaced);
    source.checkTwice();
    assertThat(source.told()).hasSize(1).first().isInstanceOf(KeptLastGood.class);
    assertThat(source.source().table().rows()).hasSize(1);
  }

  @Test
  void aFileThatIsRenamedOverTheOldOneIsFoundThoughTimeAndSizeAreTheSame() throws IOException {
    CheckedSource source = new CheckedSource(file);
    Path next = Files.writeString(folder.resolve("next"), ANCHORED.replace("a.ex", "z.ex"));
    Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
    Files.move(next, file, ATOMIC_MOVE);
    source.checkTwice();
    assertThat(source.told()).containsExactly(new Reloaded(1));
  }

  @Test
  void aFileThatIsReplacedWhileItIsReadIsNotTaken() throws IOException {
    PartnerFileReading reading = new PartnerFileReading(file);
    String text = reading.text();
    Files.move(Files.writeString(folder.resolve("next"), TWO_ROWS), file, ATOMIC_MOVE);
    assertThatIOException()
        .isThrownBy(() -> reading.resultOf(text))
        .withMessageContaining("changed while it was read");
  }

  /** A Kubernetes ConfigMap: the files are links through {@code ..data}, which is swapped. */
  @Test
  void aSwappedFolderOfAMountedConfigMapIsRead() throws IOException {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    publish(mount, "..1", ANCHORED, TestCa.create("First"));
    for (String name : List.of("partners.yaml", "ca.pem")) {
      Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
    }
    file = mount.resolve("partners.yaml");
    CheckedSource source = new CheckedSource(file);
    String before = anchorsOf(source);

    publish(mount, "..2", TWO_ROWS, TestCa.create("Second"));
    source.checkTwice();
    assertThat(source.told()).containsExactly(new Reloaded(2));
    assertThat(anchorsOf(source)).isNotEqualTo(before);
  }

  @Test
  void aConfigMapThatIsSwappedBetweenTableAndAnchorsIsNotTaken() throws IOException {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    publish(mount, "..1", ANCHORED, TestCa.create("First"));
    PartnerFileReading reading = new PartnerFileReading(mount.resolve("..data/partners.yaml"));
    String text = reading.text();
    publish(mount, "..2", TWO_ROWS, TestCa.create("Second"));
    assertThatIOException()
        .isThrownBy(() -> reading.resultOf(text))
        .withMessageContaining("changed while it was read");
  }

  private static void publish(Path mount, String version, String table, TestCa ca)
      throws IOException {
    Path data = Files.createDirectory(mount.resolve(version));
    Files.writeString(data.resolve("partners.yaml"), table);
    ca.writePem(data.resolve("ca.pem"));
    Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(version));
    Files.move(next, mount.resolve("..data"), ATOMIC_MOVE);
  }

  private static String anchorsOf(CheckedSource checked) {
    PartnerRow row = checked.source().table().rows().get(0);
    return row.policy().certificate().anchors().orElseThrow().fingerprint();
  }
}
