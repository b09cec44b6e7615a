package org.enforcedtls.policyfile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault is found where it stands, and nothing else. */
class PolicyLintTest {
  private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

  /** Lines 4 to 8 of a table; faults stand from line 9 on. */
  private static final String CLEAN =
      """
      version: 1
      partners:
        - domain: fi.example
          mx:
            - {host: mx.fi.example, addresses: [192.0.2.1]}
          subdomains: true
          contact: postmaster@fi.example, +46 8 555 01 00
      """;

  private final List<TestCa> authorities = new ArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void writeAuthorities() throws IOException {
    authority("Lasting CA", Duration.ofDays(900));
    authority("Going CA", Duration.ofDays(60));
    authority("Gone CA", Duration.ofDays(-1));
  }

  private void authority(String organisation, Duration left) throws IOException {
    TestCa ca =
        TestCa.root(organisation, InstantSource.fixed(NOW))
            .organisation(organisation)
            .validity(NOW.minus(Duration.ofDays(1000)), NOW.plus(left))
            .issueAuthority();
    authorities.add(ca);
    Path file = folder.resolve(organisation.replace(' ', '-') + ".pem");
    ca.writePem(file);
    Files.writeString(
        folder.resolve("all.pem"),
        Files.readString(file),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void cleanTableHasNoFinding() throws IOException {
    assertThat(findings(CLEAN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trust: {anchors: all.pem, issuers: [Nobody]} | 8 error issuers-match-nothing
          trust: {anchors: all.pem, issuers: [Gone CA]} | 8 error anchors-expired
          trust: {anchors: all.pem, issuers: [Going CA]} | 8 warning anchor-expires-soon
          trust: {anchors: all.pem, issuers: [Going CA, Lasting CA]} | 8 warning anchor-expires-soon
          trust: {anchors: all.pem, issuers: [Lasting CA, Gone CA]} |
          trust: {anchors: all.pem}                    | 8 hint anchor-expires-soon
          trust: {anchors: Going-CA.pem}               | 8 hint anchor-expires-soon
          trust: {anchors: Gone-CA.pem}                | 8 error anchors-expired
          trust: {anchors: Lasting-CA.pem}             |
          cipher-profile: post-quantum                 | 8 error platform-gap
          cipher-profile: modern                       |
          until: 2020-01-01T00:00:00Z                  | 8 error until-passed
          until: IN-29-DAYS                            | 8 warning until-soon
          until: IN-31-DAYS                            |
          from: IN-10-DAYS                             | 8 hint from-ahead
          from: IN-200-DAYS                            | 8 warning from-ahead
          from: 2020-01-01T00:00:00Z                   |
          certificate-name: cn-required                | 8 hint common-name-counts
          certificate-name: cn-fallback                | 8 hint common-name-counts
          certificate-name: san                        |
          revocation: require                          | 8 warning revocation-by-staple-only
          revocation: when-available                   |
          on-failure: fail-now                         | 8 hint fails-now
          on-failure: hold                             |
          lifetime: P8D                                | 8 warning lifetime-odd
          lifetime: PT1H                               | 8 warning lifetime-odd
          lifetime: P5D                                |
          """)
  void keyThatWillHurtIsFoundAtItsLine(String key, String expected) throws IOException {
    String text = key.replace("IN-29-DAYS", in(29)).replace("IN-31-DAYS", in(31));
    text = text.replace("IN-10-DAYS", in(10)).replace("IN-200-DAYS", in(200));
    assertFound(CLEAN + "    " + text + "\n", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'contact: the mail people'                      | 7 hint contact-unusable
          contact: postmaster@fi.example                  | 7 hint contact-behind-partner
          contact: a@fi.example b@post.fi.example         | 7 hint contact-behind-partner
          contact: a@fi.example, b@group.example          |
          contact: ask +46 (0)8-555 01 00                 |
          contact: postmaster@notfi.example               |
          'lifetime: P5D'                                 | 3 warning contact-missing
          """)
  void contactWhomNobodyCanReachIsFound(String key, String expected) throws IOException {
    assertFound(CLEAN.replaceFirst("contact: .*", key), expected);
  }

  @Test
  void addressesThatAreNeverDialledAreFound() throws IOException {
    String text = CLEAN.replace("[192.0.2.1]", "[192.0.2.1, 10.0.0.1]");
    assertFound(text, "5 warning address-refused");
    assertFound(text + "    binding-addresses: true\n", "5 error address-refused");
  }

  @Test
  void rowThatProvesNoMxNameIsFoundAndWhatCouldProveItIsNamed() throws IOException {
    String text = CLEAN.replaceFirst("(?s)    mx:.*?\\n.*?\\n", "");
    assertFound(text, "3 warning mx-name-unproved");
    PolicyLint lint =
        lint().proofs(Set.of(MxAuthentication.DNSSEC, MxAuthentication.MTA_STS)).build();
    assertThat(findings(lint, text))
        .hasToString(
            "[partners.yaml:3: hint: mx-name-unproved: who forges the DNS chooses the hosts of"
                + " fi.example, unless that has dnssec or mta-sts]");
  }

  @Test
  void rowThatOnlyObservesIsMeasuredLessStrictly() throws IOException {
    assertFound(
        CLEAN + "    stage: observe\n    from: 2020-01-01T00:00:00Z\n    on-failure: fail-now\n",
        "8 hint observed-for-long");
    assertFound(CLEAN + "    stage: observe\n    until: 2020-01-01T00:00:00Z\n", "");
    assertFound(
        CLEAN + "    cipher-profile: post-quantum\n    stage: observe\n", "8 warning platform-gap");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'mx: [{host: mx.fi.example, addresses: [192.0.2.1]}], contact: "postmaster@fi.example, +46 8 555 01 00"' | 9 hint same-as-above
          'mx: [{host: a.fi.example}], contact: +46 8 555 01 00'                                                    | 9 warning laxer-than-above
          'mx: [{host: a.fi.example}], contact: +46 8 555 01 00, cipher-profile: modern, revocation: when-available' |
          'mx: [{host: a.fi.example}], contact: +46 8 555 01 00, stage: observe'                                    |
          """)
  void rowThatTakesThePlaceOfOneAboveIsCompared(String keys, String expected) throws IOException {
    boolean isLaxer = expected != null && expected.contains("laxer");
    String wide =
        isLaxer ? CLEAN + "    cipher-profile: intermediate\n" : CLEAN + "    stage: enforce\n";
    assertFound(wide + "  - {domain: deep.sub.fi.example, " + keys + "}\n", expected);
  }

  @Test
  void listOfWhichSomeAnchorsGoIsToldOnce() throws IOException {
    String text = CLEAN + CLEAN.substring(CLEAN.indexOf("  -")).replace("fi.example", "se.example");
    assertThat(findings(PolicyLint.builder(NOW).trustAnchors(anchors()).build(), text))
        .extracting(PolicyLintTest::inShort)
        .containsExactly("3 hint anchor-expires-soon");
  }

  @Test
  void anchorsOfTheClientCountForRowsWithoutTheirOwn() throws IOException {
    String text = CLEAN + "    trust: {issuers: [Nobody]}\n";
    assertThat(findings(lint().trustAnchors(anchors()).build(), text))
        .hasToString(
            "[partners.yaml:8: error: issuers-match-nothing: none of 3 trust anchors is one of"
                + " [Nobody]]");
    assertThat(findings(text)).isEmpty();
    assertThat(findings(lint().platformTrustAnchors(anchors()).build(), text)).hasSize(1);
    assertThat(findings(lint().platformTrustAnchors(anchors()).build(), CLEAN)).isEmpty();
  }

  @Test
  void anchorWhoseLaterCertificatesDoNotCountIsFoundWhereTheRowNamesIt() throws Exception {
    Files.writeString(folder.resolve("certdata.txt"), certdata(authorities.get(0).certificate()));
    assertFound(
        CLEAN + "    trust: {anchors: certdata.txt, issuers: [Lasting CA]}\n",
        "8 warning anchor-distrusted");
    assertFound(CLEAN + "    trust: {anchors: certdata.txt}\n", "");
  }

  /** A list of one CA, in the manner of Mozilla's, distrusted after the end of 2026. */
  private static String certdata(X509Certificate certificate) throws Exception {
    byte[] der = certificate.getEncoded();
    String identity =
        "CKA_ISSUER "
            + octal(certificate.getIssuerX500Principal().getEncoded())
            + "CKA_SERIAL_NUMBER "
            + octal(integer(certificate.getSerialNumber().toByteArray()));
    return "BEGINDATA\nCKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\nCKA_LABEL UTF8 \"CA\"\n"
        + identity
        + "CKA_VALUE "
        + octal(der)
        + "CKA_NSS_SERVER_DISTRUST_AFTER "
        + octal("261231235959Z".getBytes(US_ASCII))
        + "\nCKA_CLASS CK_OBJECT_CLASS CKO_NSS_TRUST\nCKA_CERT_SHA1_HASH "
        + octal(MessageDigest.getInstance("SHA-1").digest(der))
        + identity
        + "CKA_TRUST_SERVER_AUTH CK_TRUST CKT_NSS_TRUSTED_DELEGATOR\n";
  }

  /** A short INTEGER of DER. */
  private static byte[] integer(byte[] number) {
    return ByteBuffer.allocate(number.length + 2)
        .put((byte) 2)
        .put((byte) number.length)
        .put(number)
        .array();
  }

  private static String octal(byte[] octets) {
    StringBuilder text = new StringBuilder("MULTILINE_OCTAL\n");
    for (byte octet : octets) {
      text.append(String.format("\\%03o", octet & 0xFF));
    }
    return text.append("\nEND\n").toString();
  }

  @Test
  void sectorListThatIsTooOldOrNotUnderstoodIsFound() throws IOException {
    Path list = folder.resolve("list.csv");
    Files.writeString(list, "# members\n# refreshed: 2026-08-27\ndomain\nfi.example\n");
    assertThat(lint().build().checkSectorList(list))
        .extracting(PolicyLintTest::inShort)
        .containsExactly("2 warning list-too-old");
    Files.writeString(list, "# refreshed: 2026-08-29\ndomain\nfi.example\n");
    assertThat(lint().build().checkSectorList(list)).isEmpty();
    Files.writeString(list, "domain\n*\n");
    assertThat(lint().build().checkSectorList(list))
        .extracting(PolicyLintTest::inShort)
        .containsExactly("2 error not-understood");
  }

  @Test
  void tableThatIsNotUnderstoodHasItsProblemsAsFindings() throws IOException {
    assertFound(
        CLEAN + "    stage: on\n    colour: red\n",
        "8 error not-understood,9 error not-understood");
  }

  @Test
  void eachRuleSaysWhatToDo() {
    assertThat(LintRule.values()).allMatch(rule -> !rule.remedy().isBlank());
    assertThat(Stream.of(LintRule.values()).map(LintRule::code)).doesNotHaveDuplicates();
  }

  private void assertFound(String text, String expected) throws IOException {
    List<String> wanted =
        expected == null || expected.isEmpty() ? List.of() : List.of(expected.split(",", -1));
    assertThat(findings(text)).extracting(PolicyLintTest::inShort).isEqualTo(wanted);
  }

  private static String inShort(LintFinding finding) {
    return finding.line() + " " + finding.severity().configName() + " " + finding.rule().code();
  }

  private List<LintFinding> findings(String text) throws IOException {
    return findings(lint().build(), text);
  }

  private List<LintFinding> findings(PolicyLint lint, String text) throws IOException {
    return lint.check(Files.writeString(folder.resolve("partners.yaml"), text));
  }

  /** Only rows with issuers or anchors of their own have CAs that go. */
  private PolicyLint.Builder lint() {
    return PolicyLint.builder(NOW);
  }

  private TrustAnchors anchors() {
    return TrustAnchors.of(authorities.stream().map(TestCa::certificate).toList());
  }

  private static String in(int days) {
    return NOW.plus(Duration.ofDays(days)).toString();
  }
}
