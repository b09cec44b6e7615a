package org.enforcedtls.cli;

import java.io.IOException;
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
    MessageInput input = file == null ? standardInput(err) : new MessageInput(file, null);
    try {
      input.requireReadable();
      return input;
    } catch (IOException e) {
      input.close();
      throw e;
    }
  }

  private static MessageInput standardInput(PrintWriter err) throws IOException {
    SpooledInput spooled =
        SpooledInput.of(System.in, Path.of(System.getProperty("java.io.tmpdir")), err);
    return new MessageInput(spooled.file(), spooled);
  }

  private void requireReadable() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(file + ": expected a file that can be read");
    }
    if (Files.size(file) == 0) {
      throw new IOException("expected a header section, found nothing");
    }
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
