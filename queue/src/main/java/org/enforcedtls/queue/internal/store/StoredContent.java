package org.enforcedtls.queue.internal.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.entry.QueueId;

/**
 * The content of a queued message, read a chunk at a time. Safe for use by several threads at once.
 */
final class StoredContent implements MailContent {
  private final Database database;
  private final QueueId message;
  private final ContentSurvey survey;

  StoredContent(Database database, QueueId message, ContentSurvey survey) {
    this.database = database;
    this.message = message;
    this.survey = survey;
  }

  @Override
  public InputStream open() {
    return new Chunks();
  }

  @Override
  public ContentSurvey survey() {
    return survey;
  }

  private final class Chunks extends InputStream {
    private InputStream chunk = InputStream.nullInputStream();
    private int next;
    private long left = survey.sizeOctets();

    @Override
    public int read() throws IOException {
      byte[] octet = new byte[1];
      return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      if (left == 0 || length == 0) {
        return left == 0 ? -1 : 0;
      }
      int read = chunk.read(octets, offset, length);
      if (read < 0) {
        chunk = new ByteArrayInputStream(readChunk(next++));
        read = chunk.read(octets, offset, length);
      }
      left -= read;
      return read;
    }

    private byte[] readChunk(int number) throws IOException {
      return database
          .read(
              sql ->
                  sql.first(
                      "SELECT octets FROM queue_content WHERE message = ? AND chunk = ?",
                      row -> row.getBytes(1),
                      message.text(),
                      number))
          .orElseThrow(
              () -> new IOException("chunk " + number + " of message " + message + " is gone"));
    }
  }
}
