package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.dns.TlsaRecord;

/** Whether the certificates of a server are those that its TLSA records announce. */
public sealed interface DaneVerdict {
  /**
   * Whether they are.
   *
   * @return true for {@link Matched} only
   */
  default boolean isMatched() {
    return this instanceof Matched;
  }

  /**
   * A record matches and what it demands holds: the caller may send mail to the holder of the end
   * entity's key. Immutable.
   *
   * @param record the one that matched
   * @param certificate that it matched: the end entity, or the trust anchor above it
   * @param name the presented identifier that matched the reference; empty for DANE-EE, which asks
   *     for none
   */
  record Matched(TlsaRecord record, X509Certificate certificate, Optional<PresentedIdentifier> name)
      implements DaneVerdict {
    /**
     * Checks for null.
     *
     * @param record the one that matched
     * @param certificate that it matched
     * @param name the presented identifier that matched the reference
     */
    public Matched {
      requireNonNull(record, "record");
      requireNonNull(certificate, "certificate");
      requireNonNull(name, "name");
    }

    /** The record, shortened, and what it matched. */
    @Override
    public String toString() {
      return TlsaSet.shortened(record) + " (" + DistinguishedName.subjectOf(certificate) + ")";
    }
  }

  /**
   * No record matches, or what it demands does not hold: the caller must not send anything.
   * Immutable.
   *
   * @param findings why, highest rank first
   */
  record NotMatched(List<CertificateFinding> findings) implements DaneVerdict {
    /**
     * A verdict with its reasons.
     *
     * @param findings in any order; not empty
     * @throws IllegalArgumentException if there is no finding
     */
    public NotMatched {
      findings = findings.stream().sorted(Comparator.comparing(CertificateFinding::kind)).toList();
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("findings: expected at least one, found none");
      }
    }
  }
}
