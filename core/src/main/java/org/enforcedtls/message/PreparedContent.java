package org.enforcedtls.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Content in memory that was looked through once: its line ends are CRLF already, and what it needs
 * of a host is known. To send it again costs no further look. Immutable.
 */
public final class PreparedContent implements MailContent {
  private final byte[] octets;
  private final ContentSurvey survey;

  private PreparedContent(byte[] octets, ContentSurvey survey) {
    this.octets = octets;
    this.survey = survey;
  }

  /**
   * Prepares a content.
   *
   * @param octets in any line ends; copied
   * @return the same with CRLF
   */
  public static PreparedContent of(byte[] octets) {
    ByteArrayOutputStream canonical = new ByteArrayOutputStream(octets.length + 2);
    try {
      CanonicalOctets.copy(new ByteArrayInputStream(octets), canonical);
      byte[] prepared = canonical.toByteArray();
      return new PreparedContent(prepared, ContentSurvey.of(new ByteArrayInputStream(prepared)));
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be read", e);
    }
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(octets);
  }

  @Override
  public ContentSurvey survey() {
    return survey;
  }

  /**
   * Writes the whole content, line ends as CRLF. Blocking.
   *
   * @param out gets it in one block; neither flushed nor closed
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(octets, 0, octets.length);
  }
}
