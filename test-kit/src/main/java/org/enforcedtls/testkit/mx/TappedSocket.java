package org.enforcedtls.testkit.mx;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A socket that records its octets, beneath TLS if there is any. In a handshake it sends whole
 * flights: piece by piece, a client that refuses the first piece is gone when the next is written,
 * and why it refused is not read any more. For one thread.
 */
final class TappedSocket extends Socket {
  private final WireLog log;
  private final ByteArrayOutputStream flight = new ByteArrayOutputStream();
  private boolean holdsFlights;

  private TappedSocket(WireLog log) {
    this.log = log;
  }

  /** A server socket that accepts into tapped ones. */
  static final class Server extends ServerSocket {
    Server() throws IOException {}

    TappedSocket accept(WireLog log) throws IOException {
      TappedSocket socket = new TappedSocket(log);
      implAccept(socket);
      return socket;
    }
  }

  /** From now on, what is written waits for the next read, or for {@link #endFlights}. */
  void beginFlights() {
    holdsFlights = true;
  }

  void endFlights() throws IOException {
    holdsFlights = false;
    sendFlight();
  }

  private void sendFlight() throws IOException {
    if (flight.size() > 0) {
      byte[] octets = flight.toByteArray();
      flight.reset();
      super.getOutputStream().write(octets);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Received(super.getInputStream(), log.tcp(Direction.RECEIVED));
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Sent(super.getOutputStream(), log.tcp(Direction.SENT));
  }

  private final class Received extends FilterInputStream {
    private final OctetRecord record;

    Received(InputStream in, OctetRecord record) {
      super(in);
      this.record = record;
    }

    @Override
    public int read() throws IOException {
      sendFlight();
      int octet = in.read();
      if (octet >= 0) {
        record.add(octet);
      }
      return octet;
    }

    @Override
    public int read(byte[] octets, int offset, int count) throws IOException {
      sendFlight();
      int read = in.read(octets, offset, count);
      if (read > 0) {
        record.add(octets, offset, read);
      }
      return read;
    }
  }

  /** Records first, so that what a client has is in the record. */
  private final class Sent extends FilterOutputStream {
    private final OctetRecord record;

    Sent(OutputStream out, OctetRecord record) {
      super(out);
      this.record = record;
    }

    @Override
    public void write(int octet) throws IOException {
      record.add(octet);
      (holdsFlights ? flight : out).write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
      record.add(octets, offset, count);
      (holdsFlights ? flight : out).write(octets, offset, count);
    }
  }
}
