package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is trusted because the configuration says so, and where it says so. Two are
 * equal if they hold the same certificate. Immutable.
 */
public final class TrustAnchor {
  private final X509Certificate certificate;
  private final String sha256;
  private final String label;
  private final String origin;
  private final @Nullable Instant serverDistrustAfter;

  TrustAnchor(
      X509Certificate certificate,
      String label,
      String origin,
      @Nullable Instant serverDistrustAfter) {
    this.certificate = requireNonNull(certificate, "certificate");
    this.sha256 = Certificates.sha256Of(certificate);
    this.label = requireNonNull(label, "label");
    this.origin = requireNonNull(origin, "origin");
    this.serverDistrustAfter = serverDistrustAfter;
  }

  /**
   * The certificate.
   *
   * @return as it stood in the file
   */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * The fingerprint of the certificate.
   *
   * @return SHA-256 as 64 hexadecimal digits in lower case
   */
  public String sha256() {
    return sha256;
  }

  /**
   * The name that the file gives to this anchor.
   *
   * @return the label of {@code certdata.txt}, the alias of a key store, else the subject
   */
  public String label() {
    return label;
  }

  /**
   * Where the anchor was read.
   *
   * @return such as {@code certdata.txt:123}
   */
  public String origin() {
    return origin;
  }

  /**
   * The organisations of the subject, which an {@link IssuerFilter} may name.
   *
   * @return normally one; none if the subject has no {@code O}
   */
  public List<String> organisations() {
    return DistinguishedName.organisations(certificate.getSubjectX500Principal());
  }

  /**
   * The moment after which the list's maintainer no longer trusts what this anchor issues for
   * servers.
   *
   * @return an end entity whose not-before is later is rejected; empty if there is no such limit
   */
  public Optional<Instant> serverDistrustAfter() {
    return Optional.ofNullable(serverDistrustAfter);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustAnchor that && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  /** The label, SHA-256 and origin. */
  @Override
  public String toString() {
    return ForeignText.of(label) + " (sha256 " + sha256 + ", " + origin + ")";
  }
}
