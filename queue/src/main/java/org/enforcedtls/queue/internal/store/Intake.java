package org.enforcedtls.queue.internal.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.enforcedtls.message.CanonicalOctets;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.PreparedContent;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueSubmission;

/**
 * A submission whose content was looked through: one chunk in memory, or more that are read when
 * they are written. Immutable.
 *
 * @param id of the message, if it is taken
 * @param submission what it came from
 * @param survey of the content
 * @param inMemory the content, if it is one chunk
 */
record Intake(
    QueueId id,
    QueueSubmission submission,
    ContentSurvey survey,
    Optional<PreparedContent> inMemory) {
  /** So that a message of usual size is one row, and a large one takes little memory. */
  static final int CHUNK_OCTETS = 256 * 1024;

  /** Takes a chunk. */
  @FunctionalInterface
  interface ChunkWriter {
    void write(int number, byte[] octets) throws IOException;
  }

  /** Looks through the content. Blocking. */
  static Intake of(QueueSubmission submission, Instant now) throws IOException {
    MailContent content = submission.content();
    QueueId id = QueueId.next(now);
    byte[] begin;
    try (InputStream in = content.open()) {
      begin = in.readNBytes(CHUNK_OCTETS + 1);
    }
    if (begin.length <= CHUNK_OCTETS) {
      PreparedContent prepared =
          content instanceof PreparedContent already ? already : MailContent.ofOctets(begin);
      ContentSurvey survey = prepared.survey();
      if (survey.sizeOctets() <= CHUNK_OCTETS) {
        return new Intake(id, submission, survey, Optional.of(prepared));
      }
    }
    return new Intake(id, submission, content.survey(), Optional.empty());
  }

  boolean isLarge() {
    return inMemory.isEmpty();
  }

  /** The content, if it is one chunk. */
  byte[] onlyChunk() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream((int) survey.sizeOctets());
    try {
      inMemory.orElseThrow(AssertionError::new).writeTo(octets);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return octets.toByteArray();
  }

  /** Reads the content again, and hands out one chunk after the other. Blocking. */
  void writeChunks(ChunkWriter writer) throws IOException {
    try (InputStream in = submission.content().open();
        ChunkedOutput out = new ChunkedOutput(writer)) {
      CanonicalOctets.copy(in, out);
      out.end();
      if (out.octets() != survey.sizeOctets()) {
        throw new IOException(
            "the content changed while it was read: expected "
                + survey.sizeOctets()
                + " octets, found "
                + out.octets());
      }
    }
  }

  /** Cuts octets into chunks. For one thread. */
  private static final class ChunkedOutput extends OutputStream {
    private final ChunkWriter writer;
    private final byte[] chunk = new byte[CHUNK_OCTETS];
    private int used;
    private int chunks;
    private long octets;

    ChunkedOutput(ChunkWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      int from = offset;
      while (from < offset + length) {
        int part = Math.min(offset + length - from, chunk.length - used);
        System.arraycopy(block, from, chunk, used, part);
        used += part;
        from += part;
        if (used == chunk.length) {
          end();
        }
      }
      octets += length;
    }

    /** Writes what is left. */
    void end() throws IOException {
      if (used > 0) {
        writer.write(chunks++, Arrays.copyOf(chunk, used));
        used = 0;
      }
    }

    long octets() {
      return octets;
    }
  }
}
