package org.enforcedtls.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which files are CRLs at all. */
final class RevocationListFileTest {
  @Test
  void fileIsReadAsDerAndAsPem(@TempDir Path folder) throws IOException {
    Path der = Files.write(folder.resolve("a.crl"), crl().octets());
    Path pem = Files.writeString(folder.resolve("a.pem"), pem(crl()) + pem(CrlRecipe.of(ROOT)));
    assertThat(RevocationLists.fromFile(der).size()).isEqualTo(1);
    assertThat(RevocationLists.fromFile(pem).size()).isEqualTo(2);
    assertThat(RevocationLists.fromFile(der).union(RevocationLists.fromFile(der)))
        .isEqualTo(RevocationLists.fromFile(der))
        .isNotEqualTo(RevocationLists.fromFile(pem));
  }

  static List<Arguments> unreadable() {
    byte[] der = crl().octets();
    return List.of(
        Arguments.of(new byte[0], "fi.crl:1: expected a CRL, found .*"),
        Arguments.of("text".getBytes(US_ASCII), "fi.crl:1: expected a CRL, found .*"),
        Arguments.of(Arrays.copyOf(der, der.length - 1), "fi.crl:1: expected a CRL, found .*"),
        Arguments.of(
            Arrays.copyOf(der, der.length + 1),
            "fi.crl:1: expected a CRL, found 1 octets behind the CRL"),
        Arguments.of(
            Certificates.encoded(SERVER.certificate()), "fi.crl:1: expected a CRL, found .*"),
        Arguments.of(
            "see -----BEGIN X509 CRL-----".getBytes(US_ASCII),
            "fi.crl: expected at least one CRL, found none"),
        Arguments.of(
            pem(crl()).replace("X509 CRL", "CERTIFICATE").getBytes(US_ASCII),
            "fi.crl:1: expected -----BEGIN X509 CRL----- only, found -----BEGIN CERTIFICATE-----"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void fileThatIsNoListIsRefused(byte[] octets, String message) {
    assertThatThrownBy(() -> RevocationLists.of("fi.crl", octets))
        .isInstanceOf(IOException.class)
        .message()
        .matches(message);
  }

  /** The JDK stops at the third time, and would say good of every certificate. */
  @Test
  void listWithEntriesThatTheJdkLeavesUnreadIsRefused() {
    byte[] der =
        CrlRecipe.of(RepeatableScene.INTERMEDIATE)
            .revoking(RepeatableScene.SERVER, "2026-11-20T00:00:00Z", 1)
            .signedWith("Ed25519")
            .octets();
    List<PlainDer> fields = PlainDer.of(der).elements().get(0).elements();
    byte[][] withThirdTime =
        Stream.of(0, 1, 2, 3, 4, 4, 5)
            .map(fields::get)
            .map(field -> PlainDer.encoded(field.tag(), field.content()))
            .toArray(byte[][]::new);
    byte[] list =
        PlainDer.signed(
            PlainDer.encoded(PlainDer.SEQUENCE, withThirdTime), RepeatableScene.INTERMEDIATE);
    assertThatThrownBy(() -> RevocationLists.of("fi.crl", list))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "fi.crl:1: expected a CRL, found fields that are not those of a CRL or not in their"
                + " order");
  }

  private static String pem(CrlRecipe recipe) {
    return "-----BEGIN X509 CRL-----\n"
        + Base64.getMimeEncoder().encodeToString(recipe.octets())
        + "\n-----END X509 CRL-----\n";
  }

  private static CrlRecipe crl() {
    return CrlRecipe.of(INTERMEDIATE);
  }
}
