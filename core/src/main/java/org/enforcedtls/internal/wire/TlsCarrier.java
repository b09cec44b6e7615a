package org.enforcedtls.internal.wire;

import java.io.IOException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection in clear that can go on inside TLS, whatever is spoken on it. For one thread. */
public interface TlsCarrier {
  /**
   * Puts TLS on top of this connection; nothing is written yet.
   *
   * @param factory makes the TLS socket
   * @param peerHost the name that sessions are kept under
   * @return the TLS socket, for its parameters and its handshake
   * @throws IOException if the connection is not there any more
   */
  SSLSocket layerTls(SSLSocketFactory factory, String peerHost) throws IOException;

  /**
   * Goes on inside TLS after the handshake, with nothing kept of what was read in clear.
   *
   * @param tlsSocket made by {@link #layerTls}
   * @throws IOException if it has no streams any more
   */
  void continueInside(SSLSocket tlsSocket) throws IOException;
}
