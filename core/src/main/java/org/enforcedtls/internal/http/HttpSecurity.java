package org.enforcedtls.internal.http;

import java.io.IOException;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.wire.Exchange;

/** What comes between a connection and the request. Safe for use by several threads at once. */
@FunctionalInterface
interface HttpSecurity {
  /** Nothing: for what proves itself by a signature. */
  HttpSecurity NONE = (exchange, host) -> {};

  /**
   * Puts it on a connection. Blocking.
   *
   * @param exchange connected, and nothing was said yet
   * @param host whom we mean to talk to
   * @throws IOException if that failed: then nothing may be sent
   */
  void secure(Exchange exchange, Domain host) throws IOException;
}
