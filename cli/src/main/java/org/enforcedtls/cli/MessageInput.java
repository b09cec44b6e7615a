package org.enforcedtls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The message that a command is given: a file, or standard input as one. For one thread. */
final class MessageInput implements AutoCloseable {
  private final Path file;
  private final @Nullable SpooledInput spooled;

  private MessageInput(Path file, @Nullable SpooledInput spooled) {
    this.file = file;
    this.spooled = spooled;
  }

  /**
   * Opens it.
   *
   * @param file null is standard input
   * @param err is told if a copy of standard input cannot be deleted
   * @throws IOException if there is no message that can be read
   */
  static MessageInput of(@Nullable Path file, PrintWriter err) throws IOException {
    return file == null ? of(System.in, err) : new MessageInput(file, null).readable();
  }

  /**
   * Takes a message from a stream, line ends as CRLF.
   *
   * @param in read to its end and left open
   * @param err is told if the copy cannot be deleted
   * @throws IOException if there is no message that can be read
   */
  static MessageInput of(InputStream in, PrintWriter err) throws IOException {
    SpooledInput spooled = SpooledInput.of(in, Path.of(System.getProperty("java.io.tmpdir")), err);
    try {
      return new MessageInput(spooled.file(), spooled).readable();
    } catch (IOException e) {
      spooled.close();
      throw e;
    }
  }

  private MessageInput readable() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(file + ": expected a file that can be read");
    }
    if (Files.size(file) == 0) {
      throw new IOException("expected a header section, found nothing");
    }
    return this;
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    if (spooled != null) {
      spooled.close();
    }
  }
}
