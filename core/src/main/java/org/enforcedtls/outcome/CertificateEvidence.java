package org.enforcedtls.outcome;

import java.time.Instant;

/**
 * One certificate that a host presented. Immutable.
 *
 * @param subject distinguished name, control characters escaped
 * @param issuer distinguished name, control characters escaped
 * @param sha256 of the whole certificate, 64 hexadecimal digits
 * @param notBefore first instant of validity
 * @param notAfter last instant of validity
 */
public record CertificateEvidence(
    String subject, String issuer, String sha256, Instant notBefore, Instant notAfter) {}
