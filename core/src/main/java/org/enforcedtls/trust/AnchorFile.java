package org.enforcedtls.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

/** A file of trust anchors, read whole, before anybody knows of what kind it is. */
final class AnchorFile {
  private static final int MAX_OCTETS = 16 * 1024 * 1024;
  private static final int DER_SEQUENCE = 0x30;
  private static final int JKS_MAGIC = 0xFE;

  private final String name;
  private final byte[] octets;

  private AnchorFile(String name, byte[] octets) {
    this.name = name;
    this.octets = octets;
  }

  static AnchorFile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new IOException(file + ": expected at most " + MAX_OCTETS + " octets, found more");
      }
      return new AnchorFile(String.valueOf(file.getFileName()), octets);
    }
  }

  byte[] octets() {
    return octets;
  }

  TrustAnchors anyKind() throws IOException {
    if (isBinary() && (firstOctet() == DER_SEQUENCE || firstOctet() == JKS_MAGIC)) {
      return keyStoreWithoutPassword();
    }
    String text = "\n" + text();
    if (text.contains("\nBEGINDATA") || text.contains("\nCKA_CLASS ")) {
      return certdata();
    }
    if (text.contains("-----BEGIN ")) {
      return pem();
    }
    throw new IOException(
        name + ": expected certdata.txt, PEM, or a PKCS #12 or JKS key store, found none of them");
  }

  TrustAnchors certdata() throws IOException {
    CertdataParser parser = new CertdataParser(name, text());
    parser.parse();
    return notEmpty(parser.anchors(), parser.distrusted(), "trusted for server authentication");
  }

  TrustAnchors pem() throws IOException {
    return notEmpty(new PemParser(name, text()).anchors(), List.of(), "in a CERTIFICATE block");
  }

  TrustAnchors keyStoreWithoutPassword() throws IOException {
    try {
      return keyStore(null);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + " (opened without password; one with password needs it, or use PEM)", e);
    }
  }

  TrustAnchors keyStore(char @Nullable [] password) throws IOException {
    List<TrustAnchor> anchors = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance(firstOctet() == JKS_MAGIC ? "JKS" : "PKCS12");
      store.load(new ByteArrayInputStream(octets), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          anchors.add(new TrustAnchor(certificate, alias, name + ":" + alias, null));
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          name + ": expected a PKCS #12 or JKS key store and its password: " + e.getMessage(), e);
    }
    return notEmpty(anchors, List.of(), "as a trusted certificate entry");
  }

  /** The second octet of a key store, length or magic, is never ASCII. */
  private boolean isBinary() {
    return octets.length > 1 && octets[1] < 0;
  }

  private int firstOctet() {
    return octets.length == 0 ? 0 : octets[0] & 0xFF;
  }

  private TrustAnchors notEmpty(List<TrustAnchor> anchors, List<Distrust> distrusted, String where)
      throws IOException {
    if (anchors.isEmpty()) {
      throw new IOException(name + ": expected at least one certificate " + where + ", found none");
    }
    return new TrustAnchors(anchors, distrusted);
  }

  /** Labels are UTF-8; all else is ASCII, and a malformed octet cannot pass for it. */
  private String text() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  static IOException malformed(String file, int line, String expected, String found) {
    return new IOException(
        file + ":" + line + ": expected " + expected + ", found " + ForeignText.of(found));
  }
}
