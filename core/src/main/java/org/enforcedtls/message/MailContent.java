package org.enforcedtls.message;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The octets of a message: header section, empty line, body, in any line ends.
 *
 * <p>The content is opened once before the first host is dialled, to see what it needs, and once
 * for each time that it is sent; it must be the same each time. Nothing of it is kept in memory. An
 * implementation must be safe for use by several threads at once.
 */
@FunctionalInterface
public interface MailContent {
  /**
   * Opens the content at its first octet.
   *
   * @return a stream that the caller closes; it need not be buffered
   * @throws IOException if the content cannot be read; the delivery then fails on our side, and no
   *     host takes an incomplete message for a whole one
   */
  InputStream open() throws IOException;

  /**
   * The content of a file, read anew for each time that it is sent.
   *
   * @param file must not change while the message is being delivered
   * @return the content
   */
  static MailContent ofFile(Path file) {
    requireNonNull(file, "file");
    return () -> Files.newInputStream(file);
  }

  /**
   * Content in memory, looked through at once.
   *
   * @param octets in any line ends; copied
   * @return the content
   */
  static PreparedContent ofOctets(byte[] octets) {
    return PreparedContent.of(octets);
  }

  /**
   * Looks through the content once. Blocking.
   *
   * @return what it needs of a host
   * @throws IOException if it cannot be read
   */
  default ContentSurvey survey() throws IOException {
    try (InputStream in = open()) {
      return ContentSurvey.of(in);
    }
  }
}
