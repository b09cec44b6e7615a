/**
 * Floor 1. What the DNS says about a recipient domain and its MX hosts, and which addresses may be
 * dialled.
 *
 * <ol>
 *   <li>A {@link org.enforcedtls.dns.DnsClient} asks. It is a seam: the one that {@link
 *       org.enforcedtls.dns.DnsClient#builder()} makes sends its questions to recursive resolvers,
 *       and nowhere else: no hosts file, no search list, no name service of the platform.
 *   <li>It gives a {@link org.enforcedtls.dns.DnsAnswer}, never an exception. "There is none" and
 *       "nobody could tell" are different answers, because mail is returned after the one and held
 *       after the other (RFC 5321 §5.1).
 *   <li>Each answer says what DNSSEC makes of it, under the {@link
 *       org.enforcedtls.dns.DnssecPosture} of the client: checked in this process, by a trusted
 *       resolver, or by nobody. The state of an alias is that of its weakest link. What is bogus is
 *       "nobody could tell", never "there is none" (RFC 4035 §5.5).
 *   <li>{@link org.enforcedtls.dns.MxSet} makes of the MX records the MX hosts to try, in their
 *       order, and knows the null MX (RFC 7505).
 *   <li>{@link org.enforcedtls.dns.AddressFilter} refuses the addresses that point inwards. The DNS
 *       of a recipient domain belongs to a stranger, and must not choose a host of ours.
 * </ol>
 *
 * <p>Whatever comes from the network is hostile: the number of records taken, the length of a CNAME
 * chain, the time of a look-up, the signatures that are tried and the size of a cache are all
 * bounded, and a name that is no host name is kept as text and never asked for.
 */
@NullMarked
package org.enforcedtls.dns;

import org.jspecify.annotations.NullMarked;
