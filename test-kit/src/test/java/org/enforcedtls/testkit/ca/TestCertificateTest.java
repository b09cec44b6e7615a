package org.enforcedtls.testkit.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCertificateTest {
  private static final TestCa ROOT = TestCa.create("Root");

  @Test
  void chainGoesUpToTheRootAndLeavesItOut() throws Exception {
    TestCa upper = ROOT.intermediate("Upper CA");
    TestCa lower = upper.intermediate("Lower CA");
    TestCertificate host = lower.issue("mx.fi.example");

    assertThat(host.chain())
        .containsExactly(host.certificate(), lower.certificate(), upper.certificate());
    validate(host.chain(), ROOT);
    assertThat(ROOT.issue("mx.fi.example").chain()).hasSize(1);
  }

  @Test
  void chainWithItsIntermediateLeftOutIsNoPath() {
    TestCertificate host = ROOT.intermediate("Issuing CA").issue("mx.fi.example");

    TestCertificate bare = host.presenting(host.certificate());

    assertThat(bare.chain()).containsExactly(host.certificate());
    assertThat(host.chain()).hasSize(2);
    assertThatExceptionOfType(CertPathValidatorException.class)
        .isThrownBy(() -> validate(bare.chain(), ROOT));
  }

  @Test
  void pathThroughAFallenAuthorityDoesNotValidate() throws Exception {
    TestCa fallen = ROOT.authority("Fallen CA").notAnAuthority().issueAuthority();
    TestCa limited = ROOT.authority("Limited CA").pathLength(0).issueAuthority();
    TestCa only =
        ROOT.authority("Only CA")
            .nameConstraints(List.of("fi.example"), List.of())
            .issueAuthority();

    validate(limited.issue("mx.fi.example").chain(), ROOT);
    validate(only.issue("mx.fi.example").chain(), ROOT);
    for (TestCertificate bad :
        List.of(
            fallen.issue("mx.fi.example"),
            limited.intermediate("Too deep").issue("mx.fi.example"),
            only.issue("mx.other.example"))) {
      assertThatExceptionOfType(CertPathValidatorException.class)
          .isThrownBy(() -> validate(bad.chain(), ROOT));
    }
  }

  @Test
  void chainMustBeginWithTheCertificateOfTheKey() {
    TestCertificate host = ROOT.issue("mx.fi.example");

    assertThatIllegalArgumentException().isThrownBy(host::presenting);
    assertThatIllegalArgumentException().isThrownBy(() -> host.presenting(ROOT.certificate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void pemFilesAreReadBack(String algorithm, @TempDir Path directory) throws Exception {
    CertificateBuilder builder = ROOT.intermediate("Issuing CA").certificate("mx.fi.example");
    TestCertificate written = (algorithm.equals("RSA") ? builder.rsa(2048) : builder).issue();
    ROOT.issue("mx.other.example").writePem(directory); // is replaced

    PemFiles files = written.writePem(directory);

    assertThat(read(files.chain())).isEqualTo(written.chain());
    assertThat(signs(privateKey(files.privateKey(), algorithm), written.certificate())).isTrue();
    assertThat(Files.readAllLines(files.chain())).allMatch(line -> line.length() <= 64);
    if (Files.getFileAttributeView(files.privateKey(), PosixFileAttributeView.class) != null) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.privateKey())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void anchorIsReadBack(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("anchor.pem");
    ROOT.writePem(file);

    assertThat(read(file)).containsExactly(ROOT.certificate());
  }

  @Test
  void keyStoreHoldsKeyAndChain() throws Exception {
    TestCertificate host = ROOT.intermediate("Issuing CA").issue("mx.fi.example");

    KeyStore store = host.toKeyStore("secret".toCharArray());

    assertThat(store.getKey("mx", "secret".toCharArray())).isEqualTo(host.privateKey());
    assertThat(store.getCertificateChain("mx"))
        .containsExactly(host.chain().toArray(X509Certificate[]::new));
  }

  @Test
  void keyStoreRefusesWhatIsNoPath() {
    TestCertificate host = ROOT.issue("mx.fi.example");
    TestCertificate strange =
        host.presenting(host.certificate(), TestCa.create("Stranger").certificate());

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> strange.toKeyStore("secret".toCharArray()));
  }

  private static List<X509Certificate> read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm) throws Exception {
    String text = Files.readString(file);
    assertThat(text).startsWith("-----BEGIN PRIVATE KEY-----\n");
    byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static boolean signs(PrivateKey key, X509Certificate certificate) throws Exception {
    PublicKey counterpart = certificate.getPublicKey();
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update((byte) 1);
    byte[] signed = signature.sign();
    signature.initVerify(counterpart);
    signature.update((byte) 1);
    return signature.verify(signed);
  }

  private static void validate(List<X509Certificate> chain, TestCa anchor) throws Exception {
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(anchor.certificate(), null)));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
