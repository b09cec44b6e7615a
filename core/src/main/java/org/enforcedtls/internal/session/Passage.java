package org.enforcedtls.internal.session;

import java.security.cert.X509Certificate;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.trust.CertificateVerifier;

/**
 * What a handshake led to. Immutable.
 *
 * @param causes every finding, the most telling first; empty if every check passed
 * @param evidence what was presented and agreed
 * @param chain as presented, end entity first
 * @param observedCauses for each observed demand, in order, why it would have failed; empty where
 *     no chain was presented
 */
public record Passage(
    List<Cause> causes,
    TlsEvidence evidence,
    List<X509Certificate> chain,
    List<List<Cause>> observedCauses) {
  /**
   * Copies.
   *
   * @param causes every finding
   * @param evidence what was presented and agreed
   * @param chain as presented
   * @param observedCauses for each observed demand
   */
  public Passage {
    causes = List.copyOf(causes);
    chain = List.copyOf(chain);
    observedCauses = List.copyOf(observedCauses);
  }

  /**
   * Whether every check passed.
   *
   * @return true if there is no finding
   */
  public boolean isPassed() {
    return causes.isEmpty();
  }

  /**
   * Whether the certificate names a domain itself, so that whoever forged the MX record could not
   * have it.
   *
   * @param domain the recipient domain
   * @return true if a presented identifier matches it
   */
  public boolean certificateNames(Domain domain) {
    return CertificateVerifier.names(chain.get(0), domain);
  }
}
