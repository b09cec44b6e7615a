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
import org.junit.jupiter.params.provider.CsvSource;
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

  /**
   * The JDK stops behind the extensions, and would say good of every certificate; of an extension
   * that is a set it looks at what is in it.
   */
  @ParameterizedTest
  @CsvSource({
    "0 1 2 3 4 4 5,     not a CRL: ",
    "0 1 2 3 4 5 5,     fields that are not those of a CRL or not in their order",
    "0 1 2 3 4 X 5,     fields that are not those of a CRL or not in their order",
    "0 1 2 3 4 5 X X,   not a CRL: ",
    "0 1 2 3 4 5 B,     not a CRL: "
  })
  void listThatTheJdkReadsInPartIsRefused(String order, String message) {
    byte[] list = PlainDer.signed(reordered(order), RepeatableScene.INTERMEDIATE);
    assertThatThrownBy(() -> RevocationLists.of("fi.crl", list))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("fi.crl:1: expected a CRL, found " + message);
  }

  @Test
  void listOfAllFieldsInTheirOrderIsRead() throws IOException {
    for (String order : List.of("0 1 2 3 4 5 X", "0 1 2 3 4 5", "0 1 2 3 4 X", "1 2 3 4 5")) {
      byte[] list = PlainDer.signed(reordered(order), RepeatableScene.INTERMEDIATE);
      assertThat(RevocationLists.of("fi.crl", list).size()).isEqualTo(1);
    }
  }

  /** Version, algorithm, issuer, two times, entries, by number; extensions, and broken ones. */
  private static byte[] reordered(String order) {
    byte[] der =
        CrlRecipe.of(RepeatableScene.INTERMEDIATE)
            .revoking(RepeatableScene.SERVER, "2026-11-20T00:00:00Z", 1)
            .signedWith("Ed25519")
            .octets();
    List<PlainDer> fields = PlainDer.of(der).elements().get(0).elements();
    byte[][] changed =
        Stream.of(order.split(" ", -1))
            .map(
                field ->
                    switch (field) {
                      case "X" -> extensions(PlainDer.SEQUENCE);
                      case "B" -> extensions(0x31);
                      default -> encoded(fields.get(Integer.parseInt(field)));
                    })
            .toArray(byte[][]::new);
    return PlainDer.encoded(PlainDer.SEQUENCE, changed);
  }

  /** The number of the list, 7. */
  private static byte[] extensions(int tagOfTheOne) {
    byte[] type = PlainDer.encoded(0x06, new byte[] {0x55, 0x1D, 0x14});
    byte[] value = PlainDer.encoded(PlainDer.OCTET_STRING, new byte[] {2, 1, 7});
    byte[] one = PlainDer.encoded(tagOfTheOne, type, value);
    return PlainDer.encoded(0xA0, PlainDer.encoded(PlainDer.SEQUENCE, one));
  }

  private static byte[] encoded(PlainDer field) {
    return PlainDer.encoded(field.tag(), field.content());
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
