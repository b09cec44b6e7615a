package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustAnchorsTest {
  private static final Issued A = Recipe.authority("CN=A").selfSigned();
  private static final Issued B = Recipe.authority("CN=B").selfSigned();

  @TempDir Path folder;

  @Test
  void pemBlocksBecomeAnchorsWithTheirLines() throws Exception {
    String text =
        "0 comments, two roots\n" + pem(A) + "some words\r\n" + pem(B).replace("\n", "\r\n");
    TrustAnchors anchors = TrustAnchors.fromPem(write("roots.pem", text));
    assertThat(anchors).extracting(TrustAnchor::label).containsExactly("CN=A", "CN=B");
    assertThat(anchors.iterator().next().origin()).isEqualTo("roots.pem:2");
    assertThat(TrustAnchors.fromFile(folder.resolve("roots.pem"))).isEqualTo(anchors);
    assertThat(TrustAnchors.of(Verdicts.certificates(B, A))).isEqualTo(anchors);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          END CERTIFICATE      | END X          | expected -----END CERTIFICATE-----
          -----END CERTIFICATE----- | ''        | expected -----END CERTIFICATE-----, found the end
          BEGIN CERTIFICATE    | BEGIN TRUSTED CERTIFICATE | bad.pem:1: expected -----BEGIN CERTIFICATE----- only
          BEGIN CERTIFICATE    | BEGIN PRIVATE KEY | bad.pem:1: expected -----BEGIN CERTIFICATE----- only
          BEGIN CERTIFICATE    | begin certificate | expected at least one certificate
          MII                  | M!I            | bad.pem:1: expected base64
          MII                  | MMMM           | bad.pem:1: expected an X.509 certificate
          MII                  | -----MII       | bad.pem:2: expected -----END CERTIFICATE-----, found -----
          """)
  void damagedPemIsRefused(String good, String bad, String message) throws Exception {
    Path file = write("bad.pem", pem(A).replaceFirst(good.equals("MII") ? "MII[BC]" : good, bad));
    assertThatThrownBy(() -> TrustAnchors.fromPem(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"PKCS12", "JKS"})
  void trustedEntriesOfAKeyStoreBecomeAnchors(String type) throws Exception {
    Path file = store(type, "secret");
    TrustAnchors anchors = TrustAnchors.fromKeyStore(file, "secret".toCharArray());
    assertThat(anchors).extracting(TrustAnchor::label).containsExactly("trusted");
    assertThat(anchors).extracting(TrustAnchor::origin).containsExactly("store:trusted");
    assertThatThrownBy(() -> TrustAnchors.fromKeyStore(file, "wrong".toCharArray()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("store: expected a PKCS #12 or JKS key store");
  }

  @Test
  void keyStoreWithPasswordIsNotOpenedByGuessing() throws Exception {
    Path file = store("PKCS12", "changeit");
    assertThatThrownBy(() -> TrustAnchors.fromFile(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("without password");
  }

  @Test
  void jdkBringsItsOwnAnchors() throws Exception {
    TrustAnchors anchors = TrustAnchors.jdk();
    assertThat(anchors.size()).isGreaterThan(20);
    assertThat(
            TrustAnchors.fromFile(Path.of(System.getProperty("java.home"), "lib/security/cacerts")))
        .isEqualTo(anchors);
  }

  @ParameterizedTest
  @CsvSource({"''", "hello", "0", "0\u00000000", "þíþí"})
  void fileOfNoKnownKindIsRefused(String content) throws Exception {
    Path file = write("some", content);
    assertThatThrownBy(() -> TrustAnchors.fromFile(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("some: expected");
    assertThatThrownBy(() -> TrustAnchors.fromKeyStore(file, new char[0]))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("some: expected");
    assertThatThrownBy(() -> TrustAnchors.fromPem(file)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> TrustAnchors.fromCertdata(file)).isInstanceOf(IOException.class);
  }

  @Test
  void missingFileIsAnIoException() {
    assertThatThrownBy(() -> TrustAnchors.fromFile(folder.resolve("missing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  /** As a file that grows without end. */
  @Test
  void fileHasAtMost16MebiOctets() throws Exception {
    byte[] octets = pem(A).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] most = Arrays.copyOf(octets, 16 * 1024 * 1024);
    Arrays.fill(most, octets.length, most.length, (byte) 'x');
    Path file = Files.write(folder.resolve("large.pem"), most);
    assertThat(TrustAnchors.fromPem(file)).hasSize(1);
    Files.write(file, new byte[] {'x'}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> TrustAnchors.fromPem(file))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("large.pem: expected at most 16777216 octets, found more");
  }

  @Test
  void emptySetIsRefused() {
    assertThatThrownBy(() -> TrustAnchors.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trust anchors: expected at least one, found none");
  }

  @Test
  void unionHoldsBothOnceInOrder() {
    TrustAnchors a = TrustAnchors.of(Verdicts.certificates(A));
    TrustAnchors both = TrustAnchors.of(Verdicts.certificates(A, B));
    assertThat(a.union(both)).extracting(TrustAnchor::label).containsExactly("CN=A", "CN=B");
    assertThat(a.union(both)).isEqualTo(both).isNotEqualTo(a);
  }

  @Test
  void stricterLimitWinsInAUnion() throws Exception {
    TrustAnchors open = TrustAnchors.of(Verdicts.certificates(A));
    TrustAnchors early = limited("200101000000Z");
    TrustAnchors late = limited("250101000000Z");
    for (TrustAnchors union :
        List.of(open.union(early), early.union(open), early.union(late), late.union(early))) {
      assertThat(union).isEqualTo(early).isNotEqualTo(open).isNotEqualTo(late);
      assertThat(union.iterator().next().serverDistrustAfter())
          .hasToString("Optional[2020-01-01T00:00:00Z]");
    }
  }

  @Test
  void fingerprintOfARequirementChangesWithEveryOption() {
    CertificateRequirement plain = Verdicts.trusting(A);
    List<CertificateRequirement> all =
        List.of(
            plain,
            Verdicts.trusting(B),
            plain.toBuilder().issuers(IssuerFilter.of(List.of("A"))).build(),
            plain.toBuilder().issuers(IssuerFilter.of(List.of("any"))).build(),
            plain.toBuilder().identityRule(IdentityRule.CN_FALLBACK).build(),
            plain.toBuilder().identityRule(IdentityRule.CN_REQUIRED).build(),
            plain.toBuilder().identityRule(IdentityRule.CN_REQUIRED).commonName("x").build(),
            plain.toBuilder().leastRsaBits(3072).build(),
            plain.toBuilder().leastEcBits(384).build());
    assertThat(all).extracting(CertificateRequirement::fingerprint).doesNotHaveDuplicates();
    assertThat(all).allMatch(requirement -> requirement.toBuilder().build().equals(requirement));
  }

  private TrustAnchors limited(String limit) throws Exception {
    String octal = CertdataText.octal(limit.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return TrustAnchors.fromCertdata(
        write(
            "list.txt",
            CertdataText.certificate(A.certificate(), "a", octal)
                + CertdataText.trust(A.certificate(), "CKT_NSS_TRUSTED_DELEGATOR")));
  }

  private Path store(String type, String password) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("trusted", A.certificate());
    store.setKeyEntry(
        "own", B.keys().getPrivate(), password.toCharArray(), new Certificate[] {B.certificate()});
    Path file = folder.resolve("store");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String pem(Issued issued) throws Exception {
    X509Certificate certificate = issued.certificate();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
