package org.enforcedtls.policy.dane;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.CnameRecord;
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
   * Says that a host will probably be asked about, once its addresses are known. Does not block.
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
    boolean isAlias = !canonicalName.equals(mxHost);
    if (!addresses.isSecure()) {
      return isAlias ? ofAlias(mxHost) : insecure(mxHost);
    }
    // RFC 7672 §2.2.2: what the name stands for comes first, as there the certificate is.
    Optional<HostDane> found = isAlias ? recordsAt(canonicalName) : Optional.empty();
    return found.or(() -> recordsAt(mxHost)).orElseGet(() -> noRecords(mxHost));
  }

  /**
   * RFC 7672 §2.1.3: a name in a signed zone that stands for one outside is still a TLSA base
   * domain. Whether it is in a signed zone only its own CNAME record tells; to look for TLSA
   * records without knowing would make mail wait for servers of unsigned zones that cannot answer.
   */
  private HostDane ofAlias(Domain mxHost) {
    DnsAnswer<CnameRecord> alias = dns.cname(mxHost);
    if (alias instanceof LookupFailed<CnameRecord> failed) {
      return new HostDane.Unavailable(
          mxHost, new LookupFailed<>(failed.fault(), failed.detail(), failed.extendedErrors()));
    }
    return alias.dnssec().isSecure()
        ? recordsAt(mxHost).orElseGet(() -> noRecords(mxHost))
        : insecure(mxHost);
  }

  private static HostDane insecure(Domain mxHost) {
    return new NotApplicable("the addresses of " + mxHost + " are not secure");
  }

  private static HostDane noRecords(Domain mxHost) {
    return new NotApplicable("there are no secure TLSA records of " + mxHost);
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
