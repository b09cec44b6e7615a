package org.enforcedtls.policy.dane;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer.LookupFailed;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.trust.TlsaSet;

/** What DANE says about one MX host. */
public sealed interface HostDane {
  /**
   * DANE does not apply: the policies of the recipient domain alone decide.
   *
   * @param why not, for a person
   */
  record NotApplicable(String why) implements HostDane {
    /**
     * Checks for null.
     *
     * @param why not
     */
    public NotApplicable {
      requireNonNull(why, "why");
    }
  }

  /**
   * There are secure TLSA records that count: the certificate of the host has to match one.
   *
   * @param tlsaBaseDomain where they are
   * @param records at least one of them counts
   */
  record Usable(Domain tlsaBaseDomain, TlsaSet records) implements HostDane {
    /**
     * Checks.
     *
     * @param tlsaBaseDomain where they are
     * @param records at least one of them counts
     * @throws IllegalArgumentException if none counts
     */
    public Usable {
      requireNonNull(tlsaBaseDomain, "tlsaBaseDomain");
      if (!records.isUsable()) {
        throw new IllegalArgumentException("records: expected one that counts, found none");
      }
    }
  }

  /**
   * There are secure TLSA records, and none counts: the host promises TLS, and does not say who it
   * is (RFC 7672 §2.2). The policies of the recipient domain decide; none demands less than that.
   *
   * @param tlsaBaseDomain where they are
   * @param records none of them counts
   */
  record Unusable(Domain tlsaBaseDomain, TlsaSet records) implements HostDane {
    /**
     * Checks for null.
     *
     * @param tlsaBaseDomain where they are
     * @param records none of them counts
     */
    public Unusable {
      requireNonNull(tlsaBaseDomain, "tlsaBaseDomain");
      requireNonNull(records, "records");
    }
  }

  /**
   * Nobody could tell: no mail may go to the host now.
   *
   * @param tlsaBaseDomain what was asked for
   * @param failure what went wrong
   */
  record Unavailable(Domain tlsaBaseDomain, LookupFailed<TlsaRecord> failure) implements HostDane {
    /**
     * Checks for null.
     *
     * @param tlsaBaseDomain what was asked for
     * @param failure what went wrong
     */
    public Unavailable {
      requireNonNull(tlsaBaseDomain, "tlsaBaseDomain");
      requireNonNull(failure, "failure");
    }
  }

  /**
   * The records that the certificate has to match.
   *
   * @return empty unless some count
   */
  default Optional<Usable> usable() {
    return this instanceof Usable usable ? Optional.of(usable) : Optional.empty();
  }
}
