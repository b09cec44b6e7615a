package org.enforcedtls.outcome;

import java.time.Instant;
import java.util.List;
import org.enforcedtls.trust.PresentedIdentifier;

/**
 * One certificate that a host presented. Immutable.
 *
 * @param subject distinguished name, control characters escaped
 * @param issuer distinguished name, control characters escaped
 * @param sha256 of the whole certificate, 64 hexadecimal digits
 * @param notBefore first instant of validity
 * @param notAfter last instant of validity
 * @param names those that it gives to its holder, at most 100; none if they cannot be read
 */
public record CertificateEvidence(
    String subject,
    String issuer,
    String sha256,
    Instant notBefore,
    Instant notAfter,
    List<PresentedIdentifier> names) {
  /**
   * Copies.
   *
   * @param subject distinguished name
   * @param issuer distinguished name
   * @param sha256 of the whole certificate
   * @param notBefore first instant of validity
   * @param notAfter last instant of validity
   * @param names those that it gives to its holder
   */
  public CertificateEvidence {
    names = List.copyOf(names);
  }

  /**
   * The common names of its subject.
   *
   * @return without {@code CN=}; usually one
   */
  public List<String> commonNames() {
    return names.stream()
        .filter(name -> name.place() == PresentedIdentifier.Place.COMMON_NAME)
        .map(PresentedIdentifier::text)
        .toList();
  }
}
