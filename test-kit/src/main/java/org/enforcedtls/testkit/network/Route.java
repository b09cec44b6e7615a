package org.enforcedtls.testkit.network;

import java.io.IOException;
import java.net.InetSocketAddress;

/** What becomes of a dial to one address. */
@FunctionalInterface
interface Route {
  /** Where the connection really goes; or it fails, after as much of the time-out as it takes. */
  InetSocketAddress target(RedirectedSocket dialling, int timeoutMillis) throws IOException;
}
