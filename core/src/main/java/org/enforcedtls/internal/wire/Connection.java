package org.enforcedtls.internal.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.reply.Reply;

/**
 * One connection to one address of an MX host, first in clear, then inside TLS. Commands are
 * gathered until {@link #flush}, so that a group of them is one write. For one thread.
 */
public final class Connection implements TlsCarrier {
  /** What is said in clear is short. */
  private static final int CLEAR_BUFFER_OCTETS = 512;

  /** A TLS record takes no more. */
  private static final int TLS_BUFFER_OCTETS = 16 * 1024;

  /** What one time-out bounds, however much is handed over at once. */
  private static final int MAX_BLOCK_OCTETS = 32 * 1024;

  private final Socket plainSocket;
  private final StepTimer timer;
  private ReplyReader replies;
  private OutputStream out;

  Connection(Socket plainSocket, StepTimer timer) throws IOException {
    this.plainSocket = plainSocket;
    this.timer = timer;
    this.replies = new ReplyReader(plainSocket.getInputStream());
    this.out = new BufferedOutputStream(plainSocket.getOutputStream(), CLEAR_BUFFER_OCTETS);
  }

  /**
   * Begins a step: what follows may take as long as its time-out says.
   *
   * @param step the step
   */
  public void enter(DialogueStep step) {
    timer.enter(step);
  }

  /**
   * Gathers a command line for the next flight.
   *
   * @param line without line end
   * @throws IllegalArgumentException if it has a CR, LF or NUL: an address or name that slipped
   *     through every earlier check
   * @throws IOException if a full buffer had to be written and could not
   */
  public void write(String line) throws IOException {
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0 || line.indexOf(0) >= 0) {
      throw new IllegalArgumentException("a command line must not have CR, LF or NUL");
    }
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\r');
    out.write('\n');
  }

  /**
   * Sends what was gathered. Blocking.
   *
   * @throws IOException if it could not be written
   */
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Reads one reply. Blocking.
   *
   * @return the reply
   * @throws IOException as {@link ReplyReader#read} does
   */
  public Reply readReply() throws IOException {
    return replies.read();
  }

  /**
   * Sends one command and reads its reply: one round trip. Blocking.
   *
   * @param step the step that this is
   * @param line the command without line end
   * @return the reply
   * @throws ProtocolException if octets were there before the command was sent: no reply to it
   * @throws IOException if writing or reading failed
   */
  public Reply command(DialogueStep step, String line) throws IOException {
    enter(step);
    requireNothingUnread();
    write(line);
    flush();
    return readReply();
  }

  /**
   * Makes sure that the next reply answers what is sent next. Never blocks.
   *
   * @throws ProtocolException if octets are there already: a reply to nothing
   * @throws IOException if the socket cannot tell
   */
  public void requireNothingUnread() throws IOException {
    if (replies.hasUnreadOctets()) {
      throw new ProtocolException(
          "octets after the last reply, before " + timer.step().configName());
    }
  }

  /**
   * Makes sure that this side has not ended the connection. Never blocks.
   *
   * @throws IOException if time was up: what was gathered and not flushed has not left
   */
  public void requireInTime() throws IOException {
    if (timer.expiry().isPresent()) {
      throw new SocketException("closed from this side");
    }
  }

  /**
   * Whether octets have come beyond the last reply. Never blocks.
   *
   * @return true if so
   * @throws IOException if the socket cannot tell
   */
  public boolean hasUnreadOctets() throws IOException {
    return replies.hasUnreadOctets();
  }

  /**
   * Whether nothing has come since the last reply: neither inside TLS nor, as a record that was not
   * read yet (a good-bye, the end of TLS), below it. Never blocks.
   *
   * @return false too if the connection is known to be gone
   */
  public boolean isQuiet() {
    try {
      return !plainSocket.isClosed()
          && !replies.hasUnreadOctets()
          && plainSocket.getInputStream().available() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the host has not ended TCP either, which {@link #isQuiet} cannot see: a host can do
   * that without a word of TLS. For a connection that is quiet; waits for a millisecond.
   *
   * @return false if it has, or an octet came: then the connection is of no further use
   */
  public boolean isOpen() {
    try {
      plainSocket.setSoTimeout(1);
      plainSocket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return restoreTimeout();
    } catch (IOException e) {
      return false;
    }
  }

  /** Time is up when the watchdog says so. */
  private boolean restoreTimeout() {
    try {
      plainSocket.setSoTimeout(0);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Where content goes, a block at a time, each block bounded by its own time-out.
   *
   * @return a stream into the same gathering buffer as the commands
   */
  public OutputStream content() {
    return new BlockStream();
  }

  @Override
  public SSLSocket layerTls(SSLSocketFactory factory, String peerHost) throws IOException {
    return (SSLSocket) factory.createSocket(plainSocket, peerHost, plainSocket.getPort(), true);
  }

  @Override
  public void continueInside(SSLSocket tlsSocket) throws IOException {
    replies = new ReplyReader(tlsSocket.getInputStream());
    out = new BufferedOutputStream(tlsSocket.getOutputStream(), TLS_BUFFER_OCTETS);
  }

  /**
   * Asks what the host would choose, instead of TLS that is meant. The connection is of no further
   * use. Blocking, within the step that was entered last.
   *
   * @param hello what to offer a host that is ready for TLS
   * @return what it chose; empty if it refused
   * @throws IOException if the connection broke, which is a way to refuse as well
   */
  public Optional<ServerChoice> offer(ClientHello hello) throws IOException {
    requireNothingUnread();
    out.write(hello.octets());
    out.flush();
    return ServerChoice.read(plainSocket.getInputStream(), hello);
  }

  /**
   * Ends the connection from this side, inside TLS with its closing alert.
   *
   * @throws IOException if the connection is broken already
   */
  public void closePolitely() throws IOException {
    out.close();
  }

  private final class BlockStream extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      int end = offset + length;
      for (int start = offset; start < end; start += MAX_BLOCK_OCTETS) {
        timer.enter(DialogueStep.BLOCK);
        out.write(octets, start, Math.min(MAX_BLOCK_OCTETS, end - start));
      }
    }
  }
}
