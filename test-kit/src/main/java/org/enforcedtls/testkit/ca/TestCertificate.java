package org.enforcedtls.testkit.ca;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A private key, its certificate, and the chain that a host presents. Immutable. */
public final class TestCertificate {
  private final PrivateKey privateKey;
  private final X509Certificate certificate;
  private final List<X509Certificate> chain;

  TestCertificate(PrivateKey privateKey, List<X509Certificate> chain) {
    this.privateKey = privateKey;
    this.certificate = chain.get(0);
    this.chain = List.copyOf(chain);
  }

  /**
   * The private key.
   *
   * @return the key of {@link #certificate()}
   */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /**
   * The certificate of the key.
   *
   * @return the end entity, whatever is presented
   */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * What is presented in a handshake.
   *
   * @return by default the certificate, then its intermediates, without the root
   */
  public List<X509Certificate> chain() {
    return chain;
  }

  /**
   * The same key and certificate with another chain: intermediates left out, in another order, or
   * strangers among them. In TLS the certificate of the key has to stay first.
   *
   * @param presented what to present, at least one
   * @return another certificate; this one is as it was
   * @throws IllegalArgumentException if there is none, or the first is not that of the key
   */
  public TestCertificate presenting(X509Certificate... presented) {
    if (presented.length == 0 || !presented[0].equals(certificate)) {
      throw new IllegalArgumentException(
          "presented must begin with " + certificate.getSubjectX500Principal());
    }
    return new TestCertificate(privateKey, List.of(presented));
  }

  /**
   * A key store with this key and chain under the alias {@code mx}.
   *
   * @param password of store and key
   * @return a new PKCS #12 store
   * @throws IllegalStateException if the chain is no path, which this kind of store refuses; {@link
   *     #sslContext()} and {@link #writePem} have no such limit
   */
  public KeyStore toKeyStore(char[] password) {
    requireNonNull(password, "password");
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("mx", privateKey, password, chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("PKCS12 refuses the chain of " + this, e);
    }
  }

  /**
   * A TLS context that presents this chain exactly as it stands, and as server accepts any client
   * certificate.
   *
   * @return a new context
   */
  public SSLContext sslContext() {
    return TestTls.server(this);
  }

  /**
   * A TLS context for a client that trusts an authority and presents this chain if asked.
   *
   * @param trusted the anchor
   * @return a new context
   */
  public SSLContext clientContext(TestCa trusted) {
    return TestTls.client(trusted.certificate(), this);
  }

  /**
   * Writes {@code chain.pem} and {@code key.pem}, as Postfix and others read them.
   *
   * @param directory that exists
   * @return where they are
   * @throws IOException if they cannot be written
   */
  public PemFiles writePem(Path directory) throws IOException {
    PemFiles files = new PemFiles(directory.resolve("chain.pem"), directory.resolve("key.pem"));
    Pem.write(files.chain(), Pem.certificates(chain));
    Files.deleteIfExists(files.privateKey());
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          files.privateKey(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Pem.write(files.privateKey(), Pem.privateKey(privateKey));
    return files;
  }

  /** Subject and serial number. */
  @Override
  public String toString() {
    return certificate.getSubjectX500Principal() + " #" + certificate.getSerialNumber();
  }
}
