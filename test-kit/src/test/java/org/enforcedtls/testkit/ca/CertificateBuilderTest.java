package org.enforcedtls.testkit.ca;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the builder was asked for is in the certificate, as the JDK reads it back from DER. */
class CertificateBuilderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TestCa CA =
      TestCa.root("Test CA", InstantSource.fixed(NOW)).organisation("Test").issueAuthority();
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final int NO_AUTHORITY = -1;

  @Test
  void goodCertificateHasNoFault() throws Exception {
    X509Certificate good = issued(host());

    assertThat(good.getSubjectX500Principal().getName()).isEqualTo("CN=mx.fi.example");
    assertThat(good.getIssuerX500Principal()).isEqualTo(CA.certificate().getSubjectX500Principal());
    assertThat(good.getSubjectAlternativeNames()).containsExactly(List.of(2, "mx.fi.example"));
    assertThat(good.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    assertThat(good.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(good.getBasicConstraints()).isEqualTo(NO_AUTHORITY);
    assertThat(good.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
    assertThat(good.getKeyUsage()).startsWith(true, false, true, false);
    assertThat(good.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(good.getVersion()).isEqualTo(3);
    assertThat(good.getSerialNumber().bitLength()).isEqualTo(120);
    assertThatCode(() -> good.verify(CA.certificate().getPublicKey())).doesNotThrowAnyException();
  }

  @Test
  void rootHasTheMarksOfAnAuthority() throws Exception {
    X509Certificate root = parsed(CA.certificate());

    assertThat(root.getSubjectX500Principal().getName()).isEqualTo("CN=Test CA,O=Test");
    assertThat(root.getIssuerX500Principal()).isEqualTo(root.getSubjectX500Principal());
    assertThat(root.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(root.getKeyUsage()[5]).isTrue();
    assertThat(root.getExtendedKeyUsage()).isNull();
    assertThat(root.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(3650)));
    root.verify(root.getPublicKey());
  }

  @ParameterizedTest
  @CsvSource({
    "'',    '',   ''",
    "a b,   '',   CN=a b",
    "'',    Bank, O=Bank",
    "mx,    Bank, 'CN=mx,O=Bank'",
  })
  void subjectIsMadeOfTheNames(String commonName, String organisation, String subject)
      throws Exception {
    X509Certificate issued = issued(host().commonName(commonName).organisation(organisation));

    assertThat(issued.getSubjectX500Principal().getName()).isEqualTo(subject);
  }

  @Test
  void alternativeNamesAreCriticalWithoutASubject() throws Exception {
    String alternativeNames = "2.5.29.17";

    assertThat(issued(host().commonName("")).getCriticalExtensionOIDs()).contains(alternativeNames);
    assertThat(issued(host()).getNonCriticalExtensionOIDs()).contains(alternativeNames);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> host().commonName("").dnsNames().issue())
        .withMessageStartingWith("the JDK does not read such a certificate");
  }

  @Test
  void namesOfEachKindStandBesideEachOther() throws Exception {
    X509Certificate issued =
        issued(
            host()
                .dnsNames("*.fi.example", "not a host name")
                .addIpAddress("192.0.2.1")
                .addIpAddress("2001:db8::1")
                .addMailAddress("postmaster@fi.example"));

    assertThat(Set.copyOf(issued.getSubjectAlternativeNames()))
        .isEqualTo(
            Set.of(
                List.of(2, "*.fi.example"),
                List.of(2, "not a host name"),
                List.of(7, "192.0.2.1"),
                List.of(7, "2001:db8:0:0:0:0:0:1"),
                List.of(1, "postmaster@fi.example")));
  }

  @Test
  void certificateWithoutNamesHasNoAlternativeNames() throws Exception {
    assertThat(issued(host().dnsNames()).getSubjectAlternativeNames()).isNull();
  }

  @Test
  void expiredHasRunOutAndIsGoodBefore() throws Exception {
    X509Certificate expired = issued(host().expired());

    assertThatExceptionOfType(CertificateExpiredException.class)
        .isThrownBy(() -> expired.checkValidity(Date.from(NOW)));
    expired.checkValidity(Date.from(NOW.minus(Duration.ofDays(1))));
    expired.checkValidity(Date.from(NOW.minus(Duration.ofDays(91))));
  }

  @Test
  void notYetValidBeginsTomorrow() throws Exception {
    X509Certificate early = issued(host().notYetValid());

    assertThatExceptionOfType(CertificateNotYetValidException.class)
        .isThrownBy(() -> early.checkValidity(Date.from(NOW)));
    early.checkValidity(Date.from(NOW.plus(Duration.ofDays(1))));
  }

  @Test
  void validityIsToTheSecondAndMayBeBackward() throws Exception {
    X509Certificate backward = issued(host().validity(NOW, NOW.minusSeconds(1)));

    assertThat(backward.getNotBefore().toInstant()).isEqualTo(NOW);
    assertThat(backward.getNotAfter().toInstant()).isEqualTo(NOW.minusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048})
  void rsaKeyHasItsBits(int bits) throws Exception {
    TestCertificate issued = host().rsa(bits).issue();

    RSAPublicKey key = (RSAPublicKey) parsed(issued.certificate()).getPublicKey();
    assertThat(key.getModulus().bitLength()).isEqualTo(bits);
    assertThat(issued.privateKey().getAlgorithm()).isEqualTo("RSA");
  }

  @ParameterizedTest
  @CsvSource({"secp256r1, 256", "secp384r1, 384", "secp521r1, 521"})
  void ecKeyIsOnItsCurve(String curve, int bits) throws Exception {
    PublicKey key = issued(host().ec(curve)).getPublicKey();

    assertThat(((ECPublicKey) key).getParams().getOrder().bitLength()).isEqualTo(bits);
  }

  @Test
  void keyThatCannotBeMadeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> host().rsa(511));
    assertThatIllegalArgumentException().isThrownBy(() -> host().rsa(16385));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> host().ec("secp1r1").issue())
        .withMessageContaining("EC secp1r1");
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, SHA256withECDSA",
    "false, true,  SHA1withECDSA",
    "true,  false, SHA256withRSA",
    "true,  true,  SHA1withRSA",
  })
  void signatureIsByTheKeyOfTheIssuer(boolean rsaIssuer, boolean sha1, String algorithm)
      throws Exception {
    CertificateBuilder root = TestCa.root("Root", InstantSource.fixed(NOW));
    TestCa issuer = (rsaIssuer ? root.rsa(2048) : root).issueAuthority();
    CertificateBuilder asked = issuer.certificate("mx.fi.example");

    X509Certificate issued = issued(sha1 ? asked.sha1Signature() : asked);

    assertThat(issued.getSigAlgName()).isEqualTo(algorithm);
    issued.verify(issuer.certificate().getPublicKey());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # key of the issuer, asked for, key,        SHA-1
          RSA,                 PSS,       RSA,        false
          RSA,                 PSS,       RSA,        true
          RSASSA-PSS,          -,         RSASSA-PSS, false
          """)
  void pssSignatureAndPssKeyAreWhatTheJdkReadsAsSuch(
      String issuerKey, String asked, String key, boolean sha1) throws Exception {
    CertificateBuilder root = TestCa.root("Root", InstantSource.fixed(NOW));
    TestCa issuer = (issuerKey.equals("RSA") ? root.rsa(2048) : root.rsaPss(2048)).issueAuthority();
    CertificateBuilder host = issuer.certificate("mx.fi.example");
    host = key.equals("RSA") ? host.rsa(2048) : host.rsaPss(2048);
    host = asked.equals("PSS") ? host.pssSignature() : host;

    X509Certificate issued = issued(sha1 ? host.sha1Signature() : host);

    assertThat(issued.getSigAlgName()).isEqualTo("RSASSA-PSS");
    assertThat(issued.getPublicKey().getAlgorithm()).isEqualTo(key);
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
    parameters.init(issued.getSigAlgParams());
    assertThat(parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm())
        .isEqualTo(sha1 ? "SHA-1" : "SHA-256");
    issued.verify(issuer.certificate().getPublicKey());
  }

  @Test
  void pssSignatureOfAnEcKeyIsRefused() {
    CertificateBuilder host = host().pssSignature();
    assertThatIllegalArgumentException()
        .isThrownBy(host::issue)
        .withMessageContaining("SHA256withRSAandMGF1");
  }

  @Test
  void damagedSignatureCanBeReadAndDoesNotVerify() throws Exception {
    X509Certificate damaged = issued(host().damagedSignature());

    assertThat(damaged.getSubjectX500Principal().getName()).isEqualTo("CN=mx.fi.example");
    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(() -> damaged.verify(CA.certificate().getPublicKey()));
  }

  @Test
  void selfSignedVouchesForItself() throws Exception {
    TestCertificate alone = CA.intermediate("Issuing CA").certificate("mx").selfSigned().issue();
    X509Certificate certificate = parsed(alone.certificate());

    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(certificate.getSubjectX500Principal());
    assertThat(alone.chain()).containsExactly(alone.certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "-5", "1461501637330902918203684832716283019655932542976"})
  void serialIsWhatWasAsked(String number) throws Exception {
    BigInteger serial = new BigInteger(number);

    assertThat(issued(host().serial(serial)).getSerialNumber()).isEqualTo(serial);
  }

  @Test
  void purposesAreWhatWasAsked() throws Exception {
    assertThat(issued(host().clientAuthenticationOnly()).getExtendedKeyUsage())
        .containsExactly(CLIENT_AUTH);
    assertThat(issued(host().extendedKeyUsages(SERVER_AUTH, "1.2.3.4")).getExtendedKeyUsage())
        .containsExactly(SERVER_AUTH, "1.2.3.4");
    assertThat(issued(host().extendedKeyUsages()).getExtendedKeyUsage()).isNull();
  }

  @Test
  void marksOfAnAuthorityComeAndGo() throws Exception {
    X509Certificate hostAsAuthority = issued(host().authority());
    X509Certificate authorityAsHost =
        parsed(CA.authority("Fallen CA").notAnAuthority().issueAuthority().certificate());

    assertThat(hostAsAuthority.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(hostAsAuthority.getKeyUsage()[5]).isTrue();
    assertThat(hostAsAuthority.getExtendedKeyUsage()).isNull();
    assertThat(authorityAsHost.getBasicConstraints()).isEqualTo(NO_AUTHORITY);
    assertThat(authorityAsHost.getKeyUsage()[5]).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void pathLengthIsInTheBasicConstraints(int intermediates) throws Exception {
    TestCa limited = CA.authority("Limited CA").pathLength(intermediates).issueAuthority();

    assertThat(parsed(limited.certificate()).getBasicConstraints()).isEqualTo(intermediates);
  }

  @ParameterizedTest
  @CsvSource({
    "fi.example, '',          a0-.*fi.example",
    "'',         bad.example, a1-.*bad.example",
    "fi.example, bad.example, a0-.*fi.example.*a1-.*bad.example",
  })
  void nameConstraintsHaveTheHalvesAskedFor(String permitted, String excluded, String pattern)
      throws Exception {
    X509Certificate limited =
        parsed(
            CA.authority("Limited CA")
                .nameConstraints(list(permitted), list(excluded))
                .issueAuthority()
                .certificate());

    String value = readable(limited.getExtensionValue("2.5.29.30"));
    assertThat(limited.getCriticalExtensionOIDs()).contains("2.5.29.30");
    assertThat(value).matches(".*" + pattern + ".*");
    assertThat(value.contains("a0-")).isEqualTo(!permitted.isEmpty());
    assertThat(value.contains("a1-")).isEqualTo(!excluded.isEmpty());
  }

  private static List<String> list(String name) {
    return name.isEmpty() ? List.of() : List.of(name);
  }

  /** Letters as they are, the tags of the two halves as {@code a0-} and {@code a1-}. */
  private static String readable(byte[] der) {
    StringBuilder text = new StringBuilder();
    for (byte octet : der) {
      boolean tag = octet == (byte) 0xa0 || octet == (byte) 0xa1;
      text.append(
          tag
              ? (octet == (byte) 0xa0 ? "a0-" : "a1-")
              : new String(new byte[] {octet < 32 ? (byte) '?' : octet}, US_ASCII));
    }
    return text.toString();
  }

  @Test
  void extensionIsPutInWithItsCriticality() throws Exception {
    byte[] derNull = {5, 0};
    X509Certificate issued =
        issued(
            host()
                .extension("1.2.3.4", Criticality.CRITICAL, derNull)
                .extension("1.2.3.5", Criticality.NOT_CRITICAL, derNull));

    assertThat(issued.getCriticalExtensionOIDs()).contains("1.2.3.4").doesNotContain("1.2.3.5");
    assertThat(issued.getNonCriticalExtensionOIDs()).contains("1.2.3.5");
    assertThat(issued.getExtensionValue("1.2.3.4")).containsExactly(4, 2, 5, 0);
    assertThat(issued.hasUnsupportedCriticalExtension()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY_USAGE, "2.5.29.17", "2.5.29.37", "2.5.29.14", "2.5.29.35"})
  void extensionIsLeftOut(String oid) throws Exception {
    assertThat(issued(host()).getExtensionValue(oid)).isNotNull();
    assertThat(issued(host().withoutExtension(oid)).getExtensionValue(oid)).isNull();
  }

  @Test
  void rootWithoutBasicConstraintsIsNoAuthority() throws Exception {
    X509Certificate old =
        parsed(
            TestCa.root("Old root", InstantSource.fixed(NOW))
                .withoutExtension("2.5.29.19")
                .issueAuthority()
                .certificate());

    assertThat(old.getBasicConstraints()).isEqualTo(NO_AUTHORITY);
    assertThat(old.getKeyUsage()[5]).isTrue();
  }

  private static CertificateBuilder host() {
    return CA.certificate("mx.fi.example");
  }

  private static X509Certificate issued(CertificateBuilder builder) throws Exception {
    return parsed(builder.issue().certificate());
  }

  private static X509Certificate parsed(X509Certificate certificate) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }
}
