package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policyfile.ReloadResult.KeptLastGood;
import org.enforcedtls.policyfile.ReloadResult.Reloaded;
import org.enforcedtls.policyfile.ReloadResult.Unchanged;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerFileSourceTest {
  private static final String ONE_ROW = "version: 1\npartners: [{domain: a.example}]\n";
  private static final String TWO_ROWS =
      "version: 1\npartners: [{domain: a.example}, {domain: b.example}]\n";
  private static final String BROKEN = "version: 1\npartners: [{domian: a.example}]\n";
  private static final Domain A = Domain.of("a.example");
  private static final Domain B = Domain.of("b.example");

  @TempDir Path folder;
  private PartnerYaml yaml;
  private Path file;

  @BeforeEach
  void writeOneRow() throws IOException {
    yaml = new PartnerYaml(folder);
    file = yaml.write(ONE_ROW);
  }

  @Test
  void aFileThatIsBrokenFromTheStartOpensNoSource() throws IOException {
    yaml.write(BROKEN);
    assertThatExceptionOfType(PartnerFileException.class)
        .isThrownBy(() -> PartnerFileSource.open(file));
  }

  @Test
  void aFileThatIsNotThereOpensNoSource() {
    assertThatIOException().isThrownBy(() -> PartnerFileSource.open(folder.resolve("none.yaml")));
  }

  @Test
  void aReloadPutsTheNewTableInUse() throws IOException {
    PartnerFileSource source = PartnerFileSource.open(file);
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Absent.class);
    yaml.write(TWO_ROWS);
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(source.reload()).isEqualTo(new Reloaded(2));
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Found.class);
    assertThat(source.problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", BROKEN, "version: 1\n", "\t", "version: 2\npartners: []\n"})
  void aBrokenReloadKeepsTheLastGoodTableAndSaysSo(String broken) throws IOException {
    PartnerFileSource source = PartnerFileSource.open(file);
    yaml.write(broken);
    KeptLastGood kept = (KeptLastGood) source.reload();
    assertThat(kept.problem()).startsWith("partners.yaml:");
    assertThat(source.problem()).contains(kept.problem());
    assertThat(source.policyFor(A)).isInstanceOf(PolicyAnswer.Found.class);
  }

  @Test
  void aFileThatVanishesKeepsTheLastGoodTableAndSaysSo() throws IOException {
    PartnerFileSource source = PartnerFileSource.open(file);
    Files.delete(file);
    assertThat(source.reload())
        .isEqualTo(
            new KeptLastGood("partner file " + file + ": cannot read it: there is no such file"));
    assertThat(source.policyFor(A)).isInstanceOf(PolicyAnswer.Found.class);
  }

  @Test
  void aMendedFileEndsTheProblem() throws IOException {
    PartnerFileSource source = PartnerFileSource.open(file);
    yaml.write(BROKEN);
    source.reload();
    yaml.write(ONE_ROW);
    assertThat(source.reload()).isEqualTo(new Unchanged());
    assertThat(source.problem()).isEmpty();
  }

  @Test
  void anotherListUnderTheSameNameIsAChange() throws IOException {
    TestCa ca = TestCa.create("First");
    Path list = folder.resolve("fi.crl");
    ca.writeCrl(list);
    yaml.write(
        PartnerYaml.tableOf("{domain: a.example, revocation: require, trust: {crls: [fi.crl]}}"));
    PartnerFileSource source = PartnerFileSource.open(file);
    assertThat(source.reload()).isEqualTo(new Unchanged());
    ca.writeCrl(list, ca.issue("a.example"));
    assertThat(source.reload()).isEqualTo(new Reloaded(1));
    Files.writeString(list, "nothing");
    assertThat(source.reload()).isInstanceOf(KeptLastGood.class);
  }

  @Test
  void otherAnchorsUnderTheSameNameAreAChange() throws IOException {
    Path anchors = folder.resolve("ca.pem");
    TestCa.create("First").writePem(anchors);
    yaml.write(PartnerYaml.tableOf("{domain: a.example, trust: {anchors: ca.pem}}"));
    PartnerFileSource source = PartnerFileSource.open(file);
    assertThat(source.reload()).isEqualTo(new Unchanged());
    TestCa.create("Second").writePem(anchors);
    assertThat(source.reload()).isEqualTo(new Reloaded(1));
    Files.writeString(anchors, "nothing");
    assertThat(source.reload()).isInstanceOf(KeptLastGood.class);
  }

  @Test
  void aFileThatChangesWhileItIsReadIsNotTaken() throws IOException {
    PartnerFileReading reading = new PartnerFileReading(file);
    String text = reading.text();
    yaml.write(TWO_ROWS);
    assertThatIOException()
        .isThrownBy(() -> reading.resultOf(text))
        .withMessageContaining("changed while it was read");
  }

  @Test
  void withoutCheckIntervalOnlyReloadReads() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    PartnerFileSource source = PartnerFileSource.builder(file).clock(now::get).open();
    yaml.write(TWO_ROWS);
    now.set(Instant.EPOCH.plus(Duration.ofDays(1)));
    source.policyFor(A);
    now.set(Instant.EPOCH.plus(Duration.ofDays(2)));
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Absent.class);
  }

  @Test
  void aChangeIsReadWhenItHasKeptStillForOneInterval() throws IOException {
    CheckedSource checked = new CheckedSource(file);
    PartnerFileSource source = checked.source();
    yaml.write(TWO_ROWS);
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Absent.class);
    checked.later(CheckedSource.INTERVAL);
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Absent.class);
    checked.later(CheckedSource.INTERVAL.minusMillis(1));
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Absent.class);
    checked.later(Duration.ofMillis(1));
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Found.class);
    assertThat(checked.told()).containsExactly(new Reloaded(2));
  }

  @Test
  void aFileThatStillChangesIsLeftAlone() throws IOException {
    CheckedSource checked = new CheckedSource(file);
    PartnerFileSource source = checked.source();
    yaml.write(TWO_ROWS);
    checked.later(CheckedSource.INTERVAL);
    source.policyFor(A);
    yaml.write(TWO_ROWS + "# more\n");
    checked.later(CheckedSource.INTERVAL);
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(checked.told()).isEmpty();
  }

  @Test
  void aBrokenFileIsReportedOnceUntilItChanges() throws IOException {
    CheckedSource checked = new CheckedSource(file);
    yaml.write(BROKEN);
    checked.checkTwice();
    checked.checkTwice();
    assertThat(checked.told()).hasSize(1).first().isInstanceOf(KeptLastGood.class);
    yaml.write(TWO_ROWS);
    checked.checkTwice();
    assertThat(checked.told()).hasSize(2).last().isEqualTo(new Reloaded(2));
  }

  @Test
  void aFileThatVanishedIsReadWhenItComesBack() throws IOException {
    CheckedSource checked = new CheckedSource(file);
    PartnerFileSource source = checked.source();
    Files.delete(file);
    checked.checkTwice();
    assertThat(source.problem()).isPresent();
    yaml.write(TWO_ROWS);
    checked.checkTwice();
    assertThat(source.problem()).isEmpty();
    assertThat(source.table().rows()).hasSize(2);
  }

  @Test
  void anAnchorFileThatWasMissingIsReadWhenItComes() throws IOException {
    CheckedSource checked = new CheckedSource(file);
    yaml.write(PartnerYaml.tableOf("{domain: b.example, trust: {anchors: ca.pem}}"));
    checked.checkTwice();
    assertThat(checked.told()).hasSize(1).first().isInstanceOf(KeptLastGood.class);
    TestCa.create("Root").writePem(folder.resolve("ca.pem"));
    checked.checkTwice();
    assertThat(checked.told()).hasSize(2).last().isEqualTo(new Reloaded(1));
  }

  @Test
  void aClockThatGoesBackDoesNotStopTheChecks() throws IOException {
    CheckedSource checked = new CheckedSource(file);
    PartnerFileSource source = checked.source();
    yaml.write(TWO_ROWS);
    checked.later(Duration.ofDays(-1));
    source.policyFor(A);
    checked.later(CheckedSource.INTERVAL);
    assertThat(source.policyFor(B)).isInstanceOf(PolicyAnswer.Found.class);
  }

  @Test
  void aListenerThatThrowsChangesNothing() throws IOException {
    AtomicBoolean wasCalled = new AtomicBoolean();
    PartnerFileSource source =
        PartnerFileSource.builder(file)
            .listener(
                (path, result) -> {
                  wasCalled.set(path.equals(file));
                  throw new IllegalStateException("on purpose");
                })
            .open();
    yaml.write(TWO_ROWS);
    assertThat(source.reload()).isEqualTo(new Reloaded(2));
    assertThat(wasCalled).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "PT24H0.001S"})
  void anIntervalOutsideItsRangeIsRefused(Duration interval) {
    PartnerFileSourceBuilder builder = PartnerFileSource.builder(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.checkInterval(interval))
        .withMessage("checkInterval must be from PT1S to PT24H, not " + interval);
  }
}
