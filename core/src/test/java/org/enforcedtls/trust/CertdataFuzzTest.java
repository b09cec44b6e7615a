package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.params.provider.MethodSource;

final class CertdataFuzzTest {
  private static final Pattern REFUSAL =
      Pattern.compile("list\\.txt:([0-9]+): expected (?s:.*), found (?s:.*)");

  private static final DateTimeFormatter WRITTEN_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String NO_LIMIT = "CK_BBOOL CK_FALSE";
  private static final Issued ROOT = RepeatableScene.ROOT;
  private static final Issued OTHER =
      RepeatableScene.repeatable(Recipe.authority("CN=Other"), 7).selfSigned();

  static Stream<byte[]> lists() {
    String trusted =
        CertdataText.certificate(ROOT.certificate(), "R\\xC3\\xB6\\157t \\\"1\\\"", NO_LIMIT)
            + CertdataText.trust(ROOT.certificate(), "CKT_NSS_TRUSTED_DELEGATOR");
    String limit = CertdataText.octal("200831235959Z".getBytes(StandardCharsets.US_ASCII));
    return Stream.of(
            "# comment\nBEGINDATA\n" + trusted,
            CertdataText.certificate(OTHER.certificate(), "other", limit)
                + CertdataText.trust(OTHER.certificate(), "CKT_NSS_TRUSTED_DELEGATOR"),
            CertdataText.trust(OTHER.certificate(), "CKT_NSS_NOT_TRUSTED"),
            CertdataText.certificate(OTHER.certificate(), "other", NO_LIMIT)
                + CertdataText.trust(OTHER.certificate(), "CKT_NSS_MUST_VERIFY_TRUST"))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("lists")
  @DictionaryEntries({
    "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\\x0a",
    "CKA_NSS_SERVER_DISTRUST_AFTER MULTILINE_OCTAL\\x0a",
    "CKA_TRUST_SERVER_AUTH CK_TRUST ",
    "CKT_NSS_NOT_TRUSTED",
    "CKT_NSS_TRUST_UNKNOWN",
    "CK_BBOOL CK_FALSE",
    "\\x0aEND\\x0a",
    "\\\\060\\\\061"
  })
  @FuzzTest
  void listIsRefusedWithItsLineOrReadAgainAsItWasWritten(byte[] octets) throws IOException {
    String text = new String(octets, StandardCharsets.UTF_8);
    CertdataParser parser = new CertdataParser("list.txt", text);
    try {
      parser.parse();
    } catch (IOException e) {
      assertRefused(e, text);
      return;
    }
    byte[] named = octetsNamedIn(text);
    for (TrustAnchor anchor : parser.anchors()) {
      assertThat(contains(named, Certificates.encoded(anchor.certificate()))).isTrue();
    }
    CertdataParser again = new CertdataParser("again.txt", written(parser));
    again.parse();
    assertThat(facts(again)).isEqualTo(facts(parser));
  }

  private static void assertRefused(IOException refusal, String text) {
    var matcher = REFUSAL.matcher(String.valueOf(refusal.getMessage()));
    assertThat(matcher.matches()).as("%s", refusal.getMessage()).isTrue();
    assertThat(Long.parseLong(matcher.group(1))).isBetween(1L, Math.max(1, text.lines().count()));
  }

  /** Whatever becomes an anchor stands in the list, octet by octet. */
  private static byte[] octetsNamedIn(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Pattern.compile("\\\\([0-3][0-7][0-7])")
        .matcher(text)
        .results()
        .forEach(result -> octets.write(Integer.parseInt(result.group(1), 8)));
    return octets.toByteArray();
  }

  private static boolean contains(byte[] octets, byte[] wanted) {
    return new String(octets, StandardCharsets.ISO_8859_1)
        .contains(new String(wanted, StandardCharsets.ISO_8859_1));
  }

  private static String written(CertdataParser parser) {
    StringBuilder text = new StringBuilder();
    for (TrustAnchor anchor : parser.anchors()) {
      text.append(
              CertdataText.certificate(
                  anchor.certificate(),
                  escaped(anchor.label()),
                  anchor.serverDistrustAfter().map(CertdataFuzzTest::written).orElse(NO_LIMIT)))
          .append(CertdataText.trust(anchor.certificate(), "CKT_NSS_TRUSTED_DELEGATOR"));
    }
    for (Distrust distrust : parser.distrusted()) {
      text.append(CertdataText.distrust(distrust.issuer().getEncoded(), distrust.serialNumber()));
    }
    return text.toString();
  }

  /** No longer than it was, as lines have a bound. */
  private static String escaped(String label) {
    return label
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\x0a")
        .replace("\r", "\\x0d");
  }

  private static String written(Instant limit) {
    return CertdataText.octal(WRITTEN_TIME.format(limit).getBytes(StandardCharsets.US_ASCII));
  }

  /** Everything but the origin. */
  private static List<List<Object>> facts(CertdataParser parser) {
    return List.of(
        parser.anchors().stream()
            .<Object>map(a -> List.of(a.certificate(), a.label(), a.serverDistrustAfter()))
            .toList(),
        parser.distrusted().stream()
            .<Object>map(distrust -> List.of(distrust.issuer(), distrust.serialNumber()))
            .toList());
  }
}
