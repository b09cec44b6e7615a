package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Mozilla's own list, against the roots that a distribution builds from it. */
final class MozillaListTest {
  /** Debian adds these two by hand; they are not in its list. */
  private static final String ADDED_BY_HAND = "Sectigo_Public_Server_Authentication_Root_";

  @Test
  void trustsExactlyTheRootsThatDebianBuildsFromTheList() throws IOException {
    Set<String> expected =
        Files.readAllLines(SharedData.file("certdata/expected-roots.tsv")).stream()
            .skip(1)
            .map(line -> line.split("\t", -1))
            .filter(field -> !field[1].startsWith(ADDED_BY_HAND))
            .map(field -> field[0])
            .collect(Collectors.toSet());
    assertThat(expected).hasSize(140);
    assertThat(list().stream().map(TrustAnchor::sha256))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void knowsTheThreeLimitsOfTheList() throws IOException {
    assertThat(list().stream().flatMap(anchor -> anchor.serverDistrustAfter().stream())).hasSize(3);
  }

  @Test
  void everyRootMayIssueAndHasAStrongKey() throws IOException {
    TrustAnchors list = list();
    KeyStrength keys = new KeyStrength(CertificateRequirement.builder(list).build());
    assertThat(list)
        .allMatch(anchor -> keys.check(anchor.certificate()).isEmpty())
        .allMatch(anchor -> anchor.certificate().getBasicConstraints() >= 0)
        .allMatch(anchor -> anchor.origin().matches("certdata\\.txt:[0-9]+"))
        .noneMatch(anchor -> anchor.label().contains("\\"))
        .anyMatch(anchor -> anchor.label().equals("NetLock Arany (Class Gold) Főtanúsítvány"));
  }

  @Test
  void namesDigiCertByItsOrganisation() throws IOException {
    IssuerFilter digiCert = IssuerFilter.of(Set.of("DigiCert"));
    assertThat(list().stream().filter(digiCert::admits).map(TrustAnchor::label))
        .isNotEmpty()
        .allMatch(label -> label.startsWith("DigiCert"));
  }

  private static TrustAnchors list() throws IOException {
    Path file = SharedData.file("certdata/certdata.txt");
    TrustAnchors anchors = TrustAnchors.fromCertdata(file);
    assertThat(TrustAnchors.fromFile(file)).isEqualTo(anchors);
    return anchors;
  }
}
