package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnchorChangesTest {
  private final Recipe.Issued one = Recipe.authority("CN=One").selfSigned();
  private final Recipe.Issued two = Recipe.authority("CN=Two").selfSigned();

  @TempDir private Path directory;

  @Test
  void anchorOfOneSetOnlyCameOrWent() {
    AnchorChanges changes =
        AnchorChanges.between(
            TrustAnchors.of(List.of(one.certificate())),
            TrustAnchors.of(List.of(two.certificate())));
    assertThat(changes.came()).extracting(TrustAnchor::label).containsExactly("CN=Two");
    assertThat(changes.gone()).extracting(TrustAnchor::label).containsExactly("CN=One");
    assertThat(changes.limited()).isEmpty();
  }

  @Test
  void otherCertificateOfTheSameNameIsAnotherAnchor() {
    Recipe.Issued twin = Recipe.authority("CN=One").keys(one.keys()).selfSigned();
    AnchorChanges changes =
        AnchorChanges.between(
            TrustAnchors.of(List.of(one.certificate())),
            TrustAnchors.of(List.of(twin.certificate())));
    assertThat(changes.came()).hasSize(1);
    assertThat(changes.gone()).hasSize(1);
  }

  @Test
  void newDistrustAfterIsAChange() throws IOException {
    TrustAnchors unlimited = list("CK_BBOOL CK_FALSE");
    TrustAnchors limited =
        list(
            "MULTILINE_OCTAL\n\\062\\066\\060\\061\\060\\061\\060\\060\\060\\060\\060\\060\\132\nEND");
    assertThat(AnchorChanges.between(unlimited, limited).limited())
        .singleElement()
        .satisfies(
            anchor ->
                assertThat(anchor.serverDistrustAfter())
                    .hasValueSatisfying(at -> assertThat(at).hasToString("2026-01-01T00:00:00Z")));
    assertThat(AnchorChanges.between(unlimited, limited).isEmpty()).isFalse();
    assertThat(AnchorChanges.between(limited, limited).isEmpty()).isTrue();
  }

  private TrustAnchors list(String distrustAfter) throws IOException {
    String text =
        "BEGINDATA\n"
            + CertdataText.certificate(one.certificate(), "One", distrustAfter)
            + CertdataText.trust(one.certificate(), "CKT_NSS_TRUSTED_DELEGATOR");
    return TrustAnchors.fromCertdata(Files.writeString(directory.resolve("certdata.txt"), text));
  }
}
