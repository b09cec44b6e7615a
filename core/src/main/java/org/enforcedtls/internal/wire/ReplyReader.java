package org.enforcedtls.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.reply.Reply;

/**
 * Reads replies off a stream, and never more than the limits below. For one thread.
 *
 * <p>Laxer than RFC 5321 §4.5.3.1.5: a line may have 4,096 octets, as hosts exceed the 512 of the
 * RFC, and may end in a bare LF.
 */
public final class ReplyReader {
  static final int MAX_LINE_OCTETS = 4096;
  static final int MAX_LINES = 1000;
  static final int MAX_REPLY_OCTETS = 128 * 1024;

  private static final int CODE_DIGITS = 3;

  private final InputStream in;
  private final byte[] buffer = new byte[MAX_LINE_OCTETS];
  private int position;
  private int limit;

  /**
   * Reads from a stream.
   *
   * @param in need not be buffered
   */
  public ReplyReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads one whole reply. Blocking.
   *
   * @return the reply, its text escaped
   * @throws ProtocolException if what came is no reply, or one over the limits
   * @throws EOFException if the stream ended before the reply did
   * @throws IOException if reading failed
   */
  public Reply read() throws IOException {
    List<String> lines = new ArrayList<>();
    int octets = 0;
    int firstCode = 0;
    while (true) {
      byte[] line = readLine();
      octets += line.length;
      if (lines.size() == MAX_LINES || octets > MAX_REPLY_OCTETS) {
        throw new ProtocolException(
            "reply over " + MAX_LINES + " lines or " + MAX_REPLY_OCTETS + " octets");
      }
      int code = codeOf(line);
      if (!lines.isEmpty() && code != firstCode) {
        throw new ProtocolException(
            "reply with two codes: expected " + firstCode + ", found " + code);
      }
      firstCode = code;
      lines.add(textOf(line));
      if (line.length == CODE_DIGITS || line[CODE_DIGITS] == ' ') {
        return new Reply(code, lines);
      }
    }
  }

  /**
   * Whether octets have come that no {@link #read} has taken. Never blocks.
   *
   * @return true if there is an octet beyond the last reply
   * @throws IOException if the stream cannot tell
   */
  public boolean hasUnreadOctets() throws IOException {
    return position < limit || in.available() > 0;
  }

  /** A line without its end, which is LF, or CRLF. */
  private byte[] readLine() throws IOException {
    ByteArrayOutputStream begun = null;
    while (true) {
      int end = endOfLine();
      int octets = end - position + (begun == null ? 0 : begun.size());
      if (octets > MAX_LINE_OCTETS) {
        throw new ProtocolException("reply line over " + MAX_LINE_OCTETS + " octets");
      }
      if (end < limit && begun == null) {
        byte[] line = Arrays.copyOfRange(buffer, position, end);
        position = end + 1;
        return withoutCr(line);
      }
      if (begun == null) {
        begun = new ByteArrayOutputStream();
      }
      begun.write(buffer, position, end - position);
      position = Math.min(end + 1, limit);
      if (end < limit) {
        return withoutCr(begun.toByteArray());
      }
      fill();
    }
  }

  /** Where the next LF is, or where what was read ends. */
  private int endOfLine() {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private void fill() throws IOException {
    limit = in.read(buffer);
    position = 0;
    if (limit < 0) {
      limit = 0;
      throw new EOFException("the host closed the connection");
    }
  }

  private static byte[] withoutCr(byte[] line) {
    boolean endsInCr = line.length > 0 && line[line.length - 1] == '\r';
    return endsInCr ? Arrays.copyOf(line, line.length - 1) : line;
  }

  private static int codeOf(byte[] line) throws ProtocolException {
    boolean wellFormed =
        line.length >= CODE_DIGITS
            && line[0] >= '2'
            && line[0] <= '5'
            && isDigit(line[1])
            && isDigit(line[2])
            && (line.length == CODE_DIGITS || line[CODE_DIGITS] == ' ' || line[CODE_DIGITS] == '-');
    if (!wellFormed) {
      throw new ProtocolException(
          "expected a reply such as \"250 text\", found " + '"' + ForeignText.of(line, 0) + '"');
    }
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  private static String textOf(byte[] line) {
    return ForeignText.of(line, Math.min(line.length, CODE_DIGITS + 1)).stripTrailing();
  }
}
