package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.digest.Sha256;

/**
 * What DANE demands of the certificates of a host. Immutable.
 *
 * @param tlsaBaseDomain where the records were found, which is also the SNI (RFC 7672 §8.1)
 * @param records at least one of them counts
 * @param reference whom a certificate below a DANE-TA record has to name; DANE-EE asks for no name
 */
public record DaneRequirement(
    Domain tlsaBaseDomain, TlsaSet records, ReferenceIdentifier reference) {
  /**
   * Checks.
   *
   * @param tlsaBaseDomain where the records were found
   * @param records at least one of them counts
   * @param reference the names that count
   * @throws IllegalArgumentException if no record counts
   */
  public DaneRequirement {
    requireNonNull(tlsaBaseDomain, "tlsaBaseDomain");
    requireNonNull(reference, "reference");
    if (!records.isUsable()) {
      throw new IllegalArgumentException("records: expected one that is usable, found " + records);
    }
  }

  /**
   * What tells this requirement from others.
   *
   * @return SHA-256 as 64 hexadecimal digits
   */
  public String fingerprint() {
    return Sha256.hexOf(
        String.join("\n", tlsaBaseDomain.aLabels(), records.fingerprint(), reference.toString()));
  }

  /** The records and where they were found, on one line. */
  @Override
  public String toString() {
    return "TLSA of _25._tcp."
        + tlsaBaseDomain
        + ": "
        + records
        + "; name below DANE-TA: "
        + reference;
  }
}
