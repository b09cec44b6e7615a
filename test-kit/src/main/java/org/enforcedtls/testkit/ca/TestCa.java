package org.enforcedtls.testkit.ca;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * A certification authority for tests: a root, or an intermediate below one. Immutable, and safe
 * for use by several threads at once.
 */
public final class TestCa {
  private final TestCertificate own;
  private final @Nullable TestCa issuer;
  private final InstantSource clock;

  TestCa(TestCertificate own, @Nullable TestCa issuer, InstantSource clock) {
    this.own = own;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * A root with a P-256 key, valid for ten years by the clock of the system.
   *
   * @param name its common name
   * @return the authority
   */
  public static TestCa create(String name) {
    return root(name, InstantSource.system()).issueAuthority();
  }

  /**
   * A root of which more is to be said, such as its organisation, key or validity.
   *
   * @param name its common name
   * @param clock what "now" is for it and all that it issues
   * @return a builder to be ended with {@link CertificateBuilder#issueAuthority()}
   */
  public static CertificateBuilder root(String name, InstantSource clock) {
    return CertificateBuilder.ofAuthority(
        null, requireNonNull(name, "name"), requireNonNull(clock, "clock"));
  }

  /**
   * An intermediate authority below this one.
   *
   * @param name its common name
   * @return the authority
   */
  public TestCa intermediate(String name) {
    return authority(name).issueAuthority();
  }

  /**
   * An authority below this one of which more is to be said, such as a path length.
   *
   * @param name its common name
   * @return a builder to be ended with {@link CertificateBuilder#issueAuthority()}
   */
  public CertificateBuilder authority(String name) {
    return CertificateBuilder.ofAuthority(this, requireNonNull(name, "name"), clock);
  }

  /**
   * A good certificate for a host.
   *
   * @param host its name, which becomes the common name and the only DNS name
   * @return key and chain
   */
  public TestCertificate issue(String host) {
    return certificate(host).issue();
  }

  /**
   * A certificate for a host of which more is to be said.
   *
   * @param host its name, which becomes the common name and the only DNS name unless changed
   * @return a builder to be ended with {@link CertificateBuilder#issue()}
   */
  public CertificateBuilder certificate(String host) {
    return CertificateBuilder.ofHost(this, requireNonNull(host, "host"), clock);
  }

  /**
   * This authority's own certificate: of a root, the trust anchor.
   *
   * @return the certificate
   */
  public X509Certificate certificate() {
    return own.certificate();
  }

  /**
   * Writes {@link #certificate()} as PEM, for a client that reads its trust anchors from a file.
   *
   * @param file to be written or replaced
   * @throws IOException if it cannot be written
   */
  public void writePem(Path file) throws IOException {
    Pem.write(file, Pem.certificates(List.of(certificate())));
  }

  /**
   * Writes a CRL of this authority in DER, for a client that reads CRLs from a file: complete,
   * signed by the authority, good from now on for seven days.
   *
   * @param file to be written or replaced
   * @param revoked all that is revoked, for a compromised key; possibly nothing
   * @throws IOException if it cannot be written
   */
  public void writeCrl(Path file, TestCertificate... revoked) throws IOException {
    Files.write(file, crl(revoked));
  }

  /**
   * A CRL of this authority as {@link #writeCrl} writes it, for a server of CRLs.
   *
   * @param revoked all that is revoked, for a compromised key; possibly nothing
   * @return the CRL in DER
   */
  public byte[] crl(TestCertificate... revoked) {
    return new RevokedCertificates(List.of(revoked), clock.instant())
        .list(name(), own.privateKey());
  }

  /**
   * An OCSP response of this authority, for an OCSP responder: signed by the authority itself, good
   * from now on for three days.
   *
   * @param about a certificate of this authority
   * @param status what to say of it
   * @return the response in DER
   */
  public byte[] ocspResponse(TestCertificate about, OcspStatus status) {
    return new OcspResponse(about, status, clock.instant()).signedBy(own);
  }

  /**
   * A TLS context for a client that trusts this authority, checks the path with the JDK's means,
   * and no name unless the engine is told to.
   *
   * @return a new context
   */
  public SSLContext clientContext() {
    return TestTls.client(certificate());
  }

  /** From this authority up, without the root. */
  List<X509Certificate> intermediates() {
    return issuer == null ? List.of() : own.chain();
  }

  KeyPair keys() {
    return new KeyPair(certificate().getPublicKey(), own.privateKey());
  }

  X500Name name() {
    return X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
  }

  /** The subject. */
  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().toString();
  }
}
