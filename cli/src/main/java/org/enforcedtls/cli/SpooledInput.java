package org.enforcedtls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.enforcedtls.message.CanonicalOctets;

/**
 * Standard input as a file, line ends as CRLF: a message is read once for each host that it is sent
 * to, standard input only once. Only this user may read the file, which is gone after {@link
 * #close}. For one thread.
 */
final class SpooledInput implements AutoCloseable {
  private final Path file;
  private final PrintWriter err;

  private SpooledInput(Path file, PrintWriter err) {
    this.file = file;
    this.err = err;
  }

  static SpooledInput of(InputStream in, Path directory, PrintWriter err) throws IOException {
    SpooledInput spooled =
        new SpooledInput(Files.createTempFile(directory, "enforced-tls", ".eml"), err);
    try {
      try (OutputStream out = Files.newOutputStream(spooled.file)) {
        CanonicalOctets.copy(in, out);
      }
      return spooled;
    } catch (IOException e) {
      spooled.close();
      throw e;
    }
  }

  Path file() {
    return file;
  }

  /** Says so if the file stays; by then the message may have left, which its outcome tells. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      err.println("enforced-tls: " + file + " has the message and cannot be deleted");
    }
  }
}
