package org.enforcedtls.internal.session;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.enforcedtls.internal.wire.DotStuffing;
import org.enforcedtls.message.CanonicalOctets;

/** Writes the content of one transaction, and its end only if the content is what was surveyed. */
final class ContentTransfer {
  private final TransactionRequest request;

  ContentTransfer(TransactionRequest request) {
    this.request = request;
  }

  /**
   * Gathers the whole content and its end; the caller flushes.
   *
   * @param out towards the host
   * @throws ContentUnreadableException if the content cannot be read, or has another size than when
   *     it was surveyed: then its end is not written, so that no host takes it for whole
   * @throws IOException if the host cannot be written to
   */
  void writeTo(OutputStream out) throws IOException {
    DotStuffing stuffed = new DotStuffing(out);
    CountingStream counted = new CountingStream(stuffed);
    try (InputStream in = new ContentStream(open())) {
      CanonicalOctets.copy(in, counted);
    }
    long expected = request.survey().sizeOctets();
    if (counted.octets != expected) {
      throw new ContentUnreadableException(
          "the content changed while it was sent: expected "
              + expected
              + " octets, found "
              + counted.octets);
    }
    stuffed.end();
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
    private long octets;

    CountingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      octets += length;
      out.write(block, offset, length);
    }
  }
}
