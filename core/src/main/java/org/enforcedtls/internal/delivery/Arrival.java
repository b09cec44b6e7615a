package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.Dial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that came about before that to the address which was dialled first, and the place
 * that it takes. For one thread.
 *
 * @param address where it leads to
 * @param place counts it
 * @param dial bounds it
 * @param connection nothing was said on it yet
 */
record Arrival(InetAddress address, ConnectionPool.Place place, Dial dial, Connection connection) {
  private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);

  /** Ends it unused. */
  void abandon() {
    try {
      dial.close();
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be closed", address, e);
    } finally {
      place.close();
    }
  }
}
