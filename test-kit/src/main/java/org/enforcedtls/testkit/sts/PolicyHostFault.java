package org.enforcedtls.testkit.sts;

/** What a policy host should not do. Faults of its certificate come out of the CA. */
public enum PolicyHostFault {
  /** There is nothing: status 404. */
  NOT_FOUND,
  /** It is broken: status 500. */
  SERVER_ERROR,
  /** It sends the client elsewhere: status 301, to a place that has the policy. */
  REDIRECT,
  /** The policy is served as text/html. */
  WRONG_CONTENT_TYPE,
  /** The policy is served as nothing in particular. */
  NO_CONTENT_TYPE,
  /** A policy of 128 KiB, announced by its length. */
  TOO_LONG,
  /** A policy without end, in chunks. */
  ENDLESS_CHUNKS,
  /** Fields without end, and no policy. */
  ENDLESS_HEADERS,
  /** The policy compressed, which nobody asked for. */
  COMPRESSED,
  /** The connection ends in the middle of the policy. */
  TRUNCATED,
  /** An octet now and then. */
  SLOW_DRIP,
  /** The handshake is done, the request is read, and nothing comes. */
  SILENT,
  /** It speaks HTTP/2 whatever the client speaks. */
  HTTP_2_ONLY,
  /** It speaks no TLS at its port. */
  NO_TLS,
  /** It closes the connection when the handshake begins. */
  CLOSED_IN_HANDSHAKE
}
