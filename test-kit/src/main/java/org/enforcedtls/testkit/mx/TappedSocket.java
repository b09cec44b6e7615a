package org.enforcedtls.testkit.mx;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** A socket that records its octets, beneath TLS if there is any. */
final class TappedSocket extends Socket {
  private final WireLog log;

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

  @Override
  public InputStream getInputStream() throws IOException {
    return new Received(super.getInputStream(), log.tcp(Direction.RECEIVED));
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Sent(super.getOutputStream(), log.tcp(Direction.SENT));
  }

  private static final class Received extends FilterInputStream {
    private final OctetRecord record;

    Received(InputStream in, OctetRecord record) {
      super(in);
      this.record = record;
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      if (octet >= 0) {
        record.add(octet);
      }
      return octet;
    }

    @Override
    public int read(byte[] octets, int offset, int count) throws IOException {
      int read = in.read(octets, offset, count);
      if (read > 0) {
        record.add(octets, offset, read);
      }
      return read;
    }
  }

  private static final class Sent extends FilterOutputStream {
    private final OctetRecord record;

    Sent(OutputStream out, OctetRecord record) {
      super(out);
      this.record = record;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      record.add(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
      out.write(octets, offset, count);
      record.add(octets, offset, count);
    }
  }
}
