package org.enforcedtls.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertdataParserTest {
  private static final X509Certificate ROOT =
      Recipe.authority("CN=Root, O=Mozilla Friend").selfSigned().certificate();
  private static final X509Certificate OTHER =
      Recipe.authority("CN=Other").selfSigned().certificate();

  private static final String TRUSTED = "CKT_NSS_TRUSTED_DELEGATOR";
  private static final String NO_LIMIT = "CK_BBOOL CK_FALSE";

  @TempDir Path folder;

  @Test
  void trustedDelegatorBecomesAnAnchor() throws Exception {
    TrustAnchors anchors =
        read(
            "# a comment\nBEGINDATA\n"
                + CertdataText.certificate(ROOT, "Raz\\xC3\\xADz \\303\\201 \\\"x\\\" ü", NO_LIMIT)
                + CertdataText.trust(ROOT, TRUSTED));
    assertThat(anchors).hasSize(1);
    TrustAnchor anchor = anchors.iterator().next();
    assertThat(anchor.certificate()).isEqualTo(ROOT);
    assertThat(anchor.label()).isEqualTo("Razíz Á \"x\" ü");
    assertThat(anchor.origin()).isEqualTo("list.txt:3");
    assertThat(anchor.organisations()).containsExactly("Mozilla Friend");
    assertThat(anchor.serverDistrustAfter()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          200831235959Z,    2020-08-31T23:59:59Z
          991231000000Z,    1999-12-31T00:00:00Z
          491231000000Z,    2049-12-31T00:00:00Z
          500101000000Z,    1950-01-01T00:00:00Z
          20500101000000Z,  2050-01-01T00:00:00Z
          """)
  void distrustAfterIsReadAsUtcTime(String text, Instant expected) throws Exception {
    String limit = CertdataText.octal(text.getBytes(US_ASCII));
    TrustAnchors anchors =
        read(CertdataText.certificate(ROOT, "root", limit) + CertdataText.trust(ROOT, TRUSTED));
    assertThat(anchors.iterator().next().serverDistrustAfter()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"200101000000Z, 250101000000Z", "250101000000Z, 200101000000Z"})
  void earlierOfTwoLimitsCounts(String ofCertificate, String ofTrust) throws Exception {
    TrustAnchors anchors =
        read(
            CertdataText.certificate(
                    ROOT, "root", CertdataText.octal(ofCertificate.getBytes(US_ASCII)))
                + CertdataText.trust(ROOT, TRUSTED).strip()
                + "\nCKA_NSS_SERVER_DISTRUST_AFTER "
                + CertdataText.octal(ofTrust.getBytes(US_ASCII)));
    assertThat(anchors.iterator().next().serverDistrustAfter())
        .contains(Instant.parse("2020-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"CKT_NSS_MUST_VERIFY_TRUST", "CKT_NSS_NOT_TRUSTED", "CKT_NSS_TRUSTED"})
  void otherLevelsAreNoAnchors(String level) throws Exception {
    TrustAnchors anchors =
        read(
            CertdataText.certificate(OTHER, "other", NO_LIMIT)
                + CertdataText.trust(OTHER, level)
                + CertdataText.certificate(ROOT, "root", NO_LIMIT)
                + CertdataText.trust(ROOT, TRUSTED));
    assertThat(anchors).extracting(TrustAnchor::label).containsExactly("root");
    assertThat(anchors.distrustOf(OTHER).isPresent()).isEqualTo(level.endsWith("NOT_TRUSTED"));
    assertThat(anchors.distrustOf(ROOT)).isEmpty();
  }

  @Test
  void distrustNeedsNoCertificate() throws Exception {
    TrustAnchors anchors =
        read(
            CertdataText.certificate(ROOT, "root", NO_LIMIT)
                + CertdataText.trust(ROOT, TRUSTED)
                + CertdataText.trust(OTHER, "CKT_NSS_NOT_TRUSTED"));
    assertThat(anchors.distrustOf(OTHER)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE | CKA_CLASS CK_OBJECT_CLASS CKO_DATA | expected a certificate
          CKA_LABEL UTF8 "root"     | CKA_LABEL UTF8 "root       | list.txt:2: expected text in double quotes
          CKA_LABEL UTF8 "root"     | CKA_LABEL UTF8 "ro\\qt"    | list.txt:2: expected an escape
          CKA_LABEL UTF8 "root"     | CKA_LABEL UTF8 "ro"ot"     | list.txt:2: expected text in double quotes
          CKA_LABEL UTF8 "root"     | CKA_LABEL UTF8             | list.txt:2: expected a value
          CKA_LABEL UTF8 "root"     | CKA_TOKEN CK_BBOOL CK_TRUE | list.txt:1: expected an object with CKA_LABEL
          CKA_LABEL UTF8 "root"     | nonsense                   | list.txt:2: expected CKA_…
          CKA_VALUE MULTILINE_OCTAL | CKA_VALUE UTF8 "x"         | expected CKA_…
          CKA_ISSUER MULTILINE_OCTAL| CKA_SUBJECT MULTILINE_OCTAL| list.txt:1: expected an object with CKA_ISSUER
          CKT_NSS_TRUSTED_DELEGATOR | CKT_NSS_TRUSTED_SOMEHOW    | expected a CKT_NSS_… level
          CKA_TRUST_SERVER_AUTH     | CKA_TRUST_CODE_SIGNING     | expected an object with CKA_TRUST_SERVER_AUTH
          CKA_TRUST_SERVER_AUTH     | CKA_ISSUER                 | expected each attribute once
          CK_FALSE                  | CK_TRUE                    | expected CK_FALSE or a UTCTime
          CK_FALSE                  | 991332000000Z              | expected CK_FALSE or a UTCTime
          CKT_NSS_TRUSTED_DELEGATOR | CKT_NSS_NOT_TRUSTED        | expected at least one certificate
          """)
  void damageIsFoundWithItsLine(String good, String bad, String message) throws Exception {
    String text =
        CertdataText.certificate(ROOT, "root", NO_LIMIT) + CertdataText.trust(ROOT, TRUSTED);
    assertThat(text).contains(good);
    assertRefused(
        text.replaceFirst(
            java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad)),
        message);
  }

  @Test
  void attributeBeforeAnyClassIsRefused() {
    assertRefused("CKA_TOKEN CK_BBOOL CK_TRUE\n", "list.txt:1: expected CKA_CLASS");
  }

  @Test
  void octetsWithoutEndAreRefused() {
    assertRefused(
        "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\nCKA_VALUE MULTILINE_OCTAL\n\\060\n",
        "list.txt:3: expected END");
  }

  @Test
  void octetOutOfRangeIsRefused() {
    assertRefused(
        "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\nCKA_VALUE MULTILINE_OCTAL\n\\400\nEND\n",
        "list.txt:3: expected octets");
  }

  @Test
  void sameIssuerAndSerialNumberTwiceIsRefused() throws Exception {
    String one = CertdataText.certificate(ROOT, "root", NO_LIMIT);
    assertRefused(one + one, "expected an issuer and serial number once");
  }

  /** Two levels of trust for one certificate: nobody can say which one counts. */
  @Test
  void sameCertificateTrustedTwiceIsRefused() throws Exception {
    assertRefused(
        CertdataText.certificate(ROOT, "root", NO_LIMIT)
            + CertdataText.trust(ROOT, TRUSTED)
            + CertdataText.trust(ROOT, "CKT_NSS_NOT_TRUSTED"),
        "expected an issuer and serial number once, found those of list.txt:");
  }

  @ParameterizedTest
  @CsvSource({"issuer", "serial number"})
  void identityThatIsNotThatOfTheCertificateIsRefused(String part) throws Exception {
    X509Certificate named =
        part.equals("issuer")
            ? Recipe.authority("CN=Else")
                .serialNumber(ROOT.getSerialNumber().longValueExact())
                .selfSigned()
                .certificate()
            : Recipe.authority(ROOT.getSubjectX500Principal().getName()).selfSigned().certificate();
    assertRefused(
        identityOf(CertdataText.certificate(ROOT, "root", NO_LIMIT), ROOT, named)
            + identityOf(CertdataText.trust(ROOT, TRUSTED), ROOT, named),
        "expected the issuer and serial number of CKA_VALUE in CKA_ISSUER and CKA_SERIAL_NUMBER");
  }

  private static String identityOf(String object, X509Certificate own, X509Certificate other) {
    return object.replace(CertdataText.identity(own), CertdataText.identity(other));
  }

  @ParameterizedTest
  @CsvSource({"MULTILINE_OCTAL|END", "UTF8 \"x\"|"})
  void valueWithoutOctetsIsRefusedWithItsLine(String value) {
    assertRefused(
        "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\n\nCKA_ISSUER "
            + value.replace('|', '\n')
            + "\n",
        "list.txt:3: expected octets for CKA_ISSUER");
  }

  @Test
  void lineOfTheVersionControlIsSkipped() throws Exception {
    assertThat(
            read(
                "CVS_ID \"@(#) $RCSfile$\"\n"
                    + CertdataText.certificate(ROOT, "root", NO_LIMIT)
                    + CertdataText.trust(ROOT, TRUSTED)))
        .hasSize(1);
  }

  @Test
  void textBehindAnEscapeThatIsNoneIsNotSearchedForOne() {
    assertRefused(
        "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\nCKA_LABEL UTF8 \"a\\qb\\x41\"\n",
        "list.txt:2: expected an escape");
  }

  @Test
  void certificateThatIsNotTheOneThatTheTrustNamesIsRefused() throws Exception {
    String text = CertdataText.certificate(ROOT, "root", NO_LIMIT);
    int value = text.indexOf("CKA_VALUE");
    assertRefused(
        text.substring(0, value)
            + "CKA_VALUE "
            + CertdataText.octal(OTHER.getEncoded())
            + CertdataText.trust(ROOT, TRUSTED),
        "expected the CKA_CERT_SHA1_HASH");
  }

  @Test
  void lineOfAbsurdLengthIsRefused() {
    assertRefused("# " + "x".repeat(1999), "list.txt:1: expected at most 2000 characters");
    assertRefused("# " + "x".repeat(1998), "list.txt: expected at least one certificate");
  }

  private TrustAnchors read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("list.txt"), text);
    TrustAnchors anchors = TrustAnchors.fromCertdata(file);
    assertThat(TrustAnchors.fromFile(file)).isEqualTo(anchors);
    return anchors;
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("list.txt:")
        .hasMessageContaining(message);
  }
}
