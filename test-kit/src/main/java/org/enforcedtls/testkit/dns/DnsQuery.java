package org.enforcedtls.testkit.dns;

/**
 * One query that a {@link TestDns} received. Immutable.
 *
 * @param name in lower case, without trailing dot; the root is the empty text
 * @param type such as {@code MX}
 * @param transport how it came
 */
public record DnsQuery(String name, String type, Transport transport) {
  /** What a query came over. Immutable. */
  public enum Transport {
    /** A datagram. */
    UDP,
    /** A connection. */
    TCP
  }
}
