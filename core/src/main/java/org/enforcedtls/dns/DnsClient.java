package org.enforcedtls.dns;

import java.net.InetAddress;
import java.time.Duration;
import org.enforcedtls.address.Domain;

/**
 * Looks things up in the DNS. Methods block until there is an answer; network trouble is an answer
 * too, never an exception. Safe for use by several threads at once.
 *
 * <p><em>Guarantees</em> of the client that {@link #builder()} makes: a look-up ends within its
 * total time; only the resolvers of the configuration are asked, for the absolute name; "none" is
 * said only if a resolver said so. It does not promise that an answer is genuine: whoever controls
 * the resolver or the way to it chooses the answer. {@link DnsAnswer#dnssec()} tells whether
 * anything proves it.
 */
public interface DnsClient {
  /**
   * The MX records of a recipient domain. CNAMEs are followed.
   *
   * @param domain the recipient domain
   * @return the records in no order of meaning, to be read by {@link MxSet#of}, or why there are
   *     none
   */
  DnsAnswer<MxRecord> mx(Domain domain);

  /**
   * The addresses of a host, A and AAAA asked side by side. CNAMEs are followed.
   *
   * <p>If one family fails, the records of the other count and the failure is one of {@link
   * DnsAnswer#gaps()}. If no family has records and one failed, the whole look-up failed.
   *
   * @param host an MX host, or a recipient domain that is its own implicit MX
   * @return the addresses, IPv6 and IPv4 in no order of meaning, or why there are none; an address
   *     has no host name attached
   */
  DnsAnswer<InetAddress> addresses(Domain host);

  /**
   * The TXT records of a name. CNAMEs are followed.
   *
   * @param name such as {@code _mta-sts.fi.example}
   * @return the records in no order of meaning, or why there are none; a name that is too long to
   *     be in the DNS is not found
   */
  DnsAnswer<TxtRecord> txt(UnderscoredName name);

  /**
   * The TLSA records of a name. CNAMEs are followed. Whether they may be used depends on {@link
   * DnsAnswer#dnssec()}.
   *
   * @param name such as {@code _25._tcp.mx.fi.example}
   * @return the records in no order of meaning, or why there are none; a name that is too long to
   *     be in the DNS is not found
   */
  DnsAnswer<TlsaRecord> tlsa(UnderscoredName name);

  /**
   * The CNAME record of a name itself, which is not followed. An answer to {@link #addresses} has
   * one state for a whole chain of aliases; this one has that of its first link.
   *
   * @param name such as an MX host
   * @return the record, or why there is none; a client that does not look proves nothing
   */
  default DnsAnswer<CnameRecord> cname(Domain name) {
    return new DnsAnswer.NoRecords<>(DnssecState.UNCHECKED, Duration.ZERO);
  }

  /**
   * The names that an address is said to have. CNAMEs are followed (RFC 2317 §4).
   *
   * @param address such as one that mail is sent from
   * @return the records in no order of meaning, or why there are none; a client that does not look
   *     cannot tell
   */
  default DnsAnswer<PtrRecord> ptr(InetAddress address) {
    return new DnsAnswer.LookupFailed<>(
        LookupFault.REFUSED, "this DNS client does not look for PTR records");
  }

  /**
   * Says that {@link #mx} will be asked for a domain soon. A client that can begin to look without
   * waiting does. Does not block.
   *
   * @param domain the recipient domain
   */
  default void expectMx(Domain domain) {}

  /**
   * Says that {@link #addresses} will be asked for a host soon. A client that can begin to look
   * without waiting does. Does not block.
   *
   * @param host an MX host
   */
  default void expectAddresses(Domain host) {}

  /**
   * Says that {@link #tlsa} will be asked for a name soon. A client that can begin to look without
   * waiting does. Does not block.
   *
   * @param name such as {@code _25._tcp.mx.fi.example}
   */
  default void expectTlsa(UnderscoredName name) {}

  /**
   * Whether somebody checks signatures, so that answers can be {@link DnssecState#SECURE}.
   *
   * @return false if {@link DnsAnswer#dnssec()} never says more than that nobody looked
   */
  default boolean isDnssecChecked() {
    return false;
  }

  /**
   * A client that asks recursive resolvers.
   *
   * @return a builder with the resolvers of the system and a cache
   */
  static DnsClientBuilder builder() {
    return new DnsClientBuilder();
  }
}
