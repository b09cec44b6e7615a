package org.enforcedtls.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.enforcedtls.internal.digest.Sha256;

/**
 * The certificates that a path may end in, and those that it may never touch.
 *
 * <p>A set is never empty: a file without a single anchor is an error, since it would fail every
 * delivery for a reason that nobody sees. Immutable; reading a file blocks.
 */
public final class TrustAnchors implements Iterable<TrustAnchor> {
  private final Map<String, TrustAnchor> bySha256 = new LinkedHashMap<>();
  private final Map<X509Certificate, TrustAnchor> byCertificate = new HashMap<>();
  private final Map<X500Principal, List<TrustAnchor>> bySubject = new LinkedHashMap<>();
  private final List<Distrust> distrusted;
  private final String fingerprint;

  TrustAnchors(Collection<TrustAnchor> anchors, Collection<Distrust> distrusted) {
    for (TrustAnchor anchor : anchors) {
      bySha256.merge(anchor.sha256(), anchor, TrustAnchors::stricter);
    }
    if (bySha256.isEmpty()) {
      throw new IllegalArgumentException("trust anchors: expected at least one, found none");
    }
    for (TrustAnchor anchor : bySha256.values()) {
      byCertificate.put(anchor.certificate(), anchor);
      bySubject
          .computeIfAbsent(
              anchor.certificate().getSubjectX500Principal(), subject -> new ArrayList<>())
          .add(anchor);
    }
    this.distrusted = List.copyOf(distrusted);
    this.fingerprint = Sha256.hexOf(canonicalText());
  }

  /** The same certificate twice: the one with the earlier limit, or the first. */
  private static TrustAnchor stricter(TrustAnchor first, TrustAnchor second) {
    boolean secondIsStricter =
        second
            .serverDistrustAfter()
            .filter(limit -> first.serverDistrustAfter().map(limit::isBefore).orElse(Boolean.TRUE))
            .isPresent();
    return secondIsStricter ? second : first;
  }

  private String canonicalText() {
    Stream<String> trust =
        bySha256.values().stream()
            .map(
                anchor ->
                    "trust "
                        + anchor.sha256()
                        + anchor.serverDistrustAfter().map(limit -> " until " + limit).orElse(""));
    Stream<String> distrust = distrusted.stream().map(entry -> "distrust " + entry.canonicalText());
    return String.join("\n", Stream.concat(trust, distrust).sorted().distinct().toList());
  }

  /**
   * Reads Mozilla's {@code certdata.txt}: the roots that are trusted to delegate for server
   * authentication, with their distrust-after dates, and what is explicitly not trusted.
   *
   * @param file the list, as Mozilla or a distribution ships it
   * @return the anchors in the order of the file
   * @throws IOException if the file cannot be read, is malformed (the message says the line, what
   *     was expected and what was found) or trusts nothing for servers
   */
  public static TrustAnchors fromCertdata(Path file) throws IOException {
    return AnchorFile.read(file).certdata();
  }

  /**
   * Reads all {@code CERTIFICATE} blocks of a PEM file; text between them is skipped.
   *
   * @param file such as the {@code cert.pem} of a distribution
   * @return the anchors in the order of the file
   * @throws IOException if the file cannot be read, is malformed (the message says the line, what
   *     was expected and what was found) or has no certificate
   */
  public static TrustAnchors fromPem(Path file) throws IOException {
    return AnchorFile.read(file).pem();
  }

  /**
   * Reads the trusted certificates of a PKCS #12 or JKS key store. Entries that hold a private key
   * are not anchors.
   *
   * @param file the key store
   * @param password of the key store; not kept
   * @return the anchors
   * @throws IOException if the file cannot be read, is malformed, has another password or no
   *     trusted certificate
   */
  public static TrustAnchors fromKeyStore(Path file, char[] password) throws IOException {
    return AnchorFile.read(file).keyStore(password);
  }

  /**
   * Reads a file of whichever kind it is: {@code certdata.txt}, PEM, or a key store without
   * password.
   *
   * @param file the file; its content decides, not its name
   * @return the anchors
   * @throws IOException as the method for that kind of file does, or if it is of none of these
   *     kinds
   */
  public static TrustAnchors fromFile(Path file) throws IOException {
    return AnchorFile.read(file).anyKind();
  }

  /**
   * The anchors of the running JDK, from its {@code lib/security/cacerts}.
   *
   * @return the anchors; the system property {@code javax.net.ssl.trustStore} has no say
   * @throws IOException if this JDK has no such file or it cannot be read
   */
  public static TrustAnchors jdk() throws IOException {
    return AnchorFile.read(Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"))
        .keyStoreWithoutPassword();
  }

  /**
   * Anchors that the caller holds already.
   *
   * @param certificates at least one
   * @return the anchors, labelled with their subjects
   * @throws IllegalArgumentException if there is no certificate, or a malformed one
   */
  public static TrustAnchors of(Collection<X509Certificate> certificates) {
    return new TrustAnchors(
        certificates.stream().map(TrustAnchors::configured).toList(), List.of());
  }

  private static TrustAnchor configured(X509Certificate certificate) {
    try {
      X509Certificate reread = Certificates.parse(Certificates.encoded(certificate));
      return new TrustAnchor(reread, DistinguishedName.subjectOf(reread), "configuration", null);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "trust anchors: expected X.509 certificates, found a malformed one: " + e.getMessage(),
          e);
    }
  }

  /**
   * Both sets together. What either of them distrusts is distrusted in the union; of two
   * distrust-after dates for one anchor the earlier counts.
   *
   * @param other more anchors
   * @return the union
   */
  public TrustAnchors union(TrustAnchors other) {
    List<TrustAnchor> anchors = new ArrayList<>(bySha256.values());
    anchors.addAll(other.bySha256.values());
    List<Distrust> forbidden = new ArrayList<>(distrusted);
    forbidden.addAll(other.distrusted);
    return new TrustAnchors(anchors, forbidden);
  }

  /**
   * How many anchors there are.
   *
   * @return at least 1
   */
  public int size() {
    return bySha256.size();
  }

  /**
   * The anchors one by one.
   *
   * @return in the order in which they were read; cannot remove
   */
  @Override
  public Iterator<TrustAnchor> iterator() {
    return stream().iterator();
  }

  /**
   * The anchors as a stream.
   *
   * @return in the order in which they were read
   */
  public Stream<TrustAnchor> stream() {
    return bySha256.values().stream();
  }

  /**
   * What tells this set from others: two with equal fingerprints lead to the same verdicts.
   *
   * @return SHA-256 over the anchors, their limits and what is distrusted, whatever the order; 64
   *     hexadecimal digits
   */
  public String fingerprint() {
    return fingerprint;
  }

  List<TrustAnchor> withSubject(X500Principal subject) {
    return bySubject.getOrDefault(subject, List.of());
  }

  Optional<TrustAnchor> holding(X509Certificate certificate) {
    return Optional.ofNullable(byCertificate.get(certificate));
  }

  Optional<Distrust> distrustOf(X509Certificate certificate) {
    return distrusted.stream().filter(entry -> entry.names(certificate)).findFirst();
  }

  /** Equal if the fingerprints are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TrustAnchors that && fingerprint.equals(that.fingerprint);
  }

  @Override
  public int hashCode() {
    return fingerprint.hashCode();
  }

  /** The number of anchors and the fingerprint. */
  @Override
  public String toString() {
    return bySha256.size() + " trust anchors, fingerprint " + fingerprint;
  }
}
