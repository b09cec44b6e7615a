package org.enforcedtls.internal.session;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.enforcedtls.message.CanonicalOctets;
import org.enforcedtls.message.PreparedContent;

/** Reads the content of one transaction, and makes sure that it is what was surveyed. */
final class ContentTransfer {
  private final TransactionRequest request;

  ContentTransfer(TransactionRequest request) {
    this.request = request;
  }

  /**
   * Copies the whole content, line ends as CRLF. What was surveyed and announced is the most that
   * is ever written: octets beyond it would be read as commands.
   *
   * @param out towards the host
   * @throws ContentUnreadableException if the content cannot be read, or has another size than when
   *     it was surveyed: then its end must not be written, so that no host takes it for whole
   * @throws IOException if the host cannot be written to
   */
  void copyTo(OutputStream out) throws IOException {
    CountingStream counted = new CountingStream(out, request.survey().sizeOctets());
    if (request.content() instanceof PreparedContent prepared) {
      prepared.writeTo(counted);
    } else {
      try (InputStream in = new ContentStream(open())) {
        CanonicalOctets.copy(in, counted);
      }
    }
    counted.requireWhole();
  }

  private InputStream open() throws ContentUnreadableException {
    try {
      return request.content().open();
    } catch (IOException e) {
      throw new ContentUnreadableException(e);
    }
  }

  /** Tells trouble with the content from trouble with the host. */
  private static final class ContentStream extends FilterInputStream {
    ContentStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      try {
        return in.read(octets, offset, length);
      } catch (IOException e) {
        throw new ContentUnreadableException(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        in.close();
      } catch (IOException e) {
        throw new ContentUnreadableException(e);
      }
    }
  }

  private static final class CountingStream extends FilterOutputStream {
    private final long expected;
    private long octets;

    CountingStream(OutputStream out, long expected) {
      super(out);
      this.expected = expected;
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      octets += length;
      if (octets > expected) {
        throw changed();
      }
      out.write(block, offset, length);
    }

    void requireWhole() throws ContentUnreadableException {
      if (octets != expected) {
        throw changed();
      }
    }

    private ContentUnreadableException changed() {
      return new ContentUnreadableException(
          "the content changed while it was sent: expected "
              + expected
              + " octets, found "
              + (octets > expected ? "more" : octets));
    }
  }
}
