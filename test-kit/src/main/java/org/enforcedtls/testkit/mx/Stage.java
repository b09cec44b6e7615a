package org.enforcedtls.testkit.mx;

import java.io.IOException;
import java.time.Duration;

/** What an {@link Action} can do to its connection. */
interface Stage {
  /** Adds to the flight that {@link #flush} sends. */
  void send(byte[] octets) throws IOException;

  void flush() throws IOException;

  /** Sends the flight, then waits, but not longer than the server runs. */
  void pause(Duration time) throws IOException;

  /** Sends the flight, then reads and drops everything until the connection ends. */
  void stall() throws IOException;

  /** Sends the flight, then reads nothing until the server is closed. */
  void stopReading() throws IOException;

  /** Sends the flight, then reads content until so many octets came or the content ends. */
  void readContent(long octets) throws IOException;

  /** Sends the flight, then asks the client for another handshake inside TLS. */
  void renegotiate() throws IOException;

  /** Sends the flight and ends TLS, if any, and TCP in order. */
  void close() throws IOException;

  /** Sends the flight and ends TCP, with no word about it inside TLS. */
  void closeWithoutNotify() throws IOException;

  /** Sends the flight and resets the connection. */
  void reset() throws IOException;
}
