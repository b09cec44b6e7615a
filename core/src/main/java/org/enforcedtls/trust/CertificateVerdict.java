package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;

/** Whether the certificates of a server prove who it is. */
public sealed interface CertificateVerdict {
  /**
   * Whether the server has proved who it is.
   *
   * @return true for {@link Verified} only
   */
  default boolean isVerified() {
    return this instanceof Verified;
  }

  /**
   * Every check of the requirement passed: the caller may send mail to the holder of the end
   * entity's key. Immutable.
   *
   * @param path the certificates from the end entity to the anchor, the anchor included; a single
   *     one if the end entity is itself an anchor
   * @param anchor the trust anchor at the end of the path
   * @param matched the presented identifier that matched the reference
   * @param revocation what is known of whether the end entity was revoked; {@code NoAnswer} and
   *     {@code NotChecked} only where the requirement is content with it, {@code Revoked} never
   */
  record Verified(
      List<X509Certificate> path,
      TrustAnchor anchor,
      PresentedIdentifier matched,
      RevocationAnswer revocation)
      implements CertificateVerdict {
    /**
     * A verified path.
     *
     * @param path end entity first, anchor last; not empty
     * @param anchor the anchor
     * @param matched the identifier that matched
     * @param revocation what is known of revocation
     * @throws IllegalArgumentException if the path is empty or does not end in the anchor, or the
     *     end entity was revoked
     */
    public Verified {
      path = List.copyOf(path);
      requireNonNull(matched, "matched");
      requireNonNull(revocation, "revocation");
      if (path.isEmpty() || !path.get(path.size() - 1).equals(anchor.certificate())) {
        throw new IllegalArgumentException("path: expected one that ends in the anchor " + anchor);
      }
      if (revocation instanceof RevocationAnswer.Revoked) {
        throw new IllegalArgumentException("revocation: expected none, found " + revocation);
      }
    }
  }

  /**
   * At least one check failed, or could not be made: the caller must not send anything. Immutable.
   *
   * @param findings everything that is wrong with the best path there is, highest rank first
   */
  record NotVerified(List<CertificateFinding> findings) implements CertificateVerdict {
    /**
     * A verdict with its reasons.
     *
     * @param findings in any order; not empty
     * @throws IllegalArgumentException if there is no finding
     */
    public NotVerified {
      findings = findings.stream().sorted(Comparator.comparing(CertificateFinding::kind)).toList();
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("findings: expected at least one, found none");
      }
    }

    /**
     * The finding that a failure is named after.
     *
     * @return the one with the highest rank
     */
    public CertificateFinding foremost() {
      return findings.get(0);
    }
  }
}
