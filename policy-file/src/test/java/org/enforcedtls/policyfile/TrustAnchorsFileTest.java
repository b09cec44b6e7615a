package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.enforcedtls.policyfile.ReloadResult.KeptLastGood;
import org.enforcedtls.policyfile.ReloadResult.Reloaded;
import org.enforcedtls.policyfile.ReloadResult.Unchanged;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustAnchorsFileTest {
  private static final TestCa ONE = TestCa.create("One");
  private static final TestCa TWO = TestCa.create("Two");
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final List<ReloadResult> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-28T10:00:00Z");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeOne() throws Exception {
    file = folder.resolve("anchors.pem");
    write(ONE);
  }

  @Test
  void reloadSwapsAllAnchors() throws Exception {
    TrustAnchorsFile anchors = TrustAnchorsFile.open(file);
    String first = anchors.get().fingerprint();
    write(ONE, TWO);
    assertThat(anchors.get().fingerprint()).isEqualTo(first);
    assertThat(anchors.reload()).isEqualTo(new Reloaded(2));
    assertThat(anchors.get().size()).isEqualTo(2);
    assertThat(anchors.reload()).isEqualTo(new Unchanged());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA"})
  void brokenFileKeepsTheLastGoodAnchorsAndSaysSo(String broken) throws IOException {
    TrustAnchorsFile anchors = TrustAnchorsFile.open(file);
    String first = anchors.get().fingerprint();
    Files.writeString(file, broken);
    assertThat(anchors.reload()).isInstanceOf(KeptLastGood.class);
    assertThat(anchors.problem()).isPresent();
    assertThat(anchors.get().fingerprint()).isEqualTo(first);
  }

  @Test
  void fileThatVanishesKeepsThemAndItsReturnEndsTheProblem() throws Exception {
    TrustAnchorsFile anchors = TrustAnchorsFile.open(file);
    Files.delete(file);
    assertThat(anchors.reload()).isInstanceOf(KeptLastGood.class);
    assertThat(anchors.get().size()).isEqualTo(1);
    write(ONE);
    assertThat(anchors.reload()).isEqualTo(new Unchanged());
    assertThat(anchors.problem()).isEmpty();
  }

  @Test
  void changeIsReadOnceItHasKeptStillAndToldToTheListener() throws Exception {
    TrustAnchorsFile anchors =
        TrustAnchorsFile.watch(file, INTERVAL, (path, result) -> told.add(result), () -> now);
    write(ONE, TWO);
    assertThat(anchors.get().size()).isEqualTo(1);
    later();
    assertThat(anchors.get().size()).isEqualTo(1);
    later();
    assertThat(anchors.get().size()).isEqualTo(2);
    assertThat(told).containsExactly(new Reloaded(2));
  }

  @Test
  void fileThatIsNoneOpensNothing() {
    assertThatIOException().isThrownBy(() -> TrustAnchorsFile.open(folder.resolve("none.pem")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustAnchorsFile.watch(file, Duration.ofMillis(1), (path, result) -> {}));
  }

  private void later() {
    now = now.plus(INTERVAL);
  }

  private void write(TestCa... authorities) throws Exception {
    StringBuilder pem = new StringBuilder();
    for (TestCa authority : authorities) {
      X509Certificate certificate = authority.certificate();
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    Files.writeString(file, pem);
  }
}
