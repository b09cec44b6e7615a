package org.enforcedtls.policy.dane;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsAnswer.LookupFailed;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.dns.UnderscoredName;
import org.enforcedtls.policy.dane.HostDane.NotApplicable;
import org.enforcedtls.trust.TlsaSet;

/** Finds the TLSA records of MX hosts. Safe for use by several threads at once. */
public final class DaneLookup {
  private final DnsClient dns;

  /**
   * A look-up.
   *
   * @param dns is asked; it has to check DNSSEC, or DANE never applies
   */
  public DaneLookup(DnsClient dns) {
    this.dns = requireNonNull(dns, "dns");
  }

  /**
   * Says that a host will be asked about soon, once its addresses are known. Does not block.
   *
   * @param mxHost the host
   * @param mxRecords the state of the MX records that name it
   */
  public void expect(Domain mxHost, DnssecState mxRecords) {
    if (mxRecords.isSecure()) {
      dns.expectTlsa(UnderscoredName.ofSmtp(mxHost));
    }
  }

  /**
   * Finds what DANE says about a host. Blocking.
   *
   * @param mxHost the host as MX records name it
   * @param canonicalName the owner of its addresses: the end of its CNAMEs, or the same
   * @param mxRecords the state of the MX records that name it
   * @param addresses the state of its addresses, and of the CNAMEs that led to them
   * @return what was found
   */
  public HostDane of(
      Domain mxHost, Domain canonicalName, DnssecState mxRecords, DnssecState addresses) {
    if (!mxRecords.isSecure()) {
      return new NotApplicable("the MX records that name " + mxHost + " are not secure");
    }
    if (!addresses.isSecure()) {
      return new NotApplicable("the addresses of " + mxHost + " are not secure");
    }
    // RFC 7672 §2.2.2: what the name stands for comes first, as there the certificate is.
    Optional<HostDane> found =
        canonicalName.equals(mxHost) ? Optional.empty() : recordsAt(canonicalName);
    return found
        .or(() -> recordsAt(mxHost))
        .orElseGet(() -> new NotApplicable("there are no secure TLSA records of " + mxHost));
  }

  /** Empty if there are none that are secure. */
  private Optional<HostDane> recordsAt(Domain tlsaBaseDomain) {
    DnsAnswer<TlsaRecord> answer = dns.tlsa(UnderscoredName.ofSmtp(tlsaBaseDomain));
    if (answer instanceof LookupFailed<TlsaRecord> failed) {
      return Optional.of(new HostDane.Unavailable(tlsaBaseDomain, failed));
    }
    if (answer.records().isEmpty() || !answer.dnssec().isSecure()) {
      return Optional.empty();
    }
    TlsaSet records = TlsaSet.of(answer.records());
    return Optional.of(
        records.isUsable()
            ? new HostDane.Usable(tlsaBaseDomain, records)
            : new HostDane.Unusable(tlsaBaseDomain, records));
  }
}
