package org.enforcedtls.testkit.dns;

/** How a {@link TestDns} answers a name and type, in place of what the zone holds. Immutable. */
public enum DnsBehaviour {
  /** The name does not exist: authoritative NXDOMAIN (RFC 1035 §4.1.1), even if it has records. */
  NXDOMAIN,
  /** The name exists and has no records of this type: NOERROR with an empty answer. */
  NODATA,
  /** The server failed: SERVFAIL, as of a zone that does not load or does not validate. */
  SERVFAIL,
  /** The server refuses to answer: REFUSED. */
  REFUSED,
  /** The query is logged and never answered; over TCP the connection stays open. */
  TIMEOUT,
  /** Over UDP an empty answer with the TC bit; over TCP what the zone holds. */
  TRUNCATED,
  /** An answer with the right id that ends in the middle of a record. */
  MALFORMED,
  /** What the zone holds, under an id that was not asked; as a forger would send it. */
  WRONG_ID
}
