package org.enforcedtls.internal.http;

import org.enforcedtls.internal.wire.ProtocolException;

/** Why there is no response with status 200, for programs and, in the message, for people. */
final class HttpException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  enum Fault {
    /** The DNS has no address of the host, or could not tell. */
    HOST_NOT_FOUND,
    /** All addresses of the host are such that may not be dialled. */
    ADDRESS_REFUSED,
    /** No address of the host took a connection. */
    UNREACHABLE,
    /** The handshake failed for another reason than the certificate. */
    TLS_FAILED,
    /** The certificate, or what was agreed on in the handshake, is not what we demand. */
    NOT_VERIFIED,
    /** A redirect, which is not followed. */
    REDIRECT,
    /** Another status than 200. */
    STATUS,
    /** A body over the limit. */
    TOO_LONG,
    /** What came is no response of HTTP/1.1, or one over the limits for its fields. */
    MALFORMED,
    /** The server closed the connection before the end of its response, or the network did. */
    CONNECTION_LOST,
    /** Time was up. */
    TIMED_OUT,
    /** The client was closed. */
    CANCELLED
  }

  private final Fault fault;

  HttpException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  HttpException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }
}
