package org.enforcedtls.sidebyside.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;

/**
 * The message, the same for all peers that take a ready one, and its text for those that do not.
 */
public final class Content {
  private static final String HEADER =
      """
      From: <sender@side.example>
      To: <r0@d0.example>
      Subject: side by side
      Message-ID: <1@side.example>
      Date: Tue, 24 Nov 2026 10:00:00 +0000

      """
          .replace("\n", "\r\n");
  private static final byte[] LINE = ("x".repeat(70) + "\r\n").getBytes(US_ASCII);

  private Content() {}

  /** Header and body, about so many octets. */
  public static byte[] message(int octets) {
    try (InputStream in = stream(octets)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("in memory", e);
    }
  }

  /** The body alone. */
  public static String text(int octets) {
    return new String(LINE, US_ASCII).repeat(Math.max(1, lines(octets)));
  }

  /** Header and body, made as they are read. */
  public static InputStream stream(int octets) {
    return new Lines(lines(octets));
  }

  private static int lines(int octets) {
    return (octets - HEADER.length() + LINE.length - 1) / LINE.length;
  }

  /** The header and then the same line again and again. For one thread. */
  private static final class Lines extends InputStream {
    private byte[] now = HEADER.getBytes(US_ASCII);
    private int at;
    private int left;

    Lines(int lines) {
      this.left = lines;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] octets, int offset, int length) {
      int done = 0;
      while (done < length && (at < now.length || next())) {
        int part = Math.min(length - done, now.length - at);
        System.arraycopy(now, at, octets, offset + done, part);
        at += part;
        done += part;
      }
      return done == 0 && length > 0 ? -1 : done;
    }

    private boolean next() {
      if (left == 0) {
        return false;
      }
      left--;
      now = LINE;
      at = 0;
      return true;
    }
  }
}
