package org.enforcedtls.reporting.sending;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.enforcedtls.address.Mailbox;

/**
 * Where a domain wants its reports. Immutable.
 *
 * @param uri {@code mailto:} or {@code https:}
 */
record Destination(URI uri) {
  boolean isMail() {
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("mailto");
  }

  /** Fields that a mailto URI may set are not for others to choose. */
  Mailbox mailbox() throws IOException {
    String all = uri.getSchemeSpecificPart();
    int fields = all.indexOf('?');
    try {
      return Mailbox.of(fields < 0 ? all : all.substring(0, fields));
    } catch (IllegalArgumentException e) {
      throw new IOException("expected mailto:local-part@domain, one address", e);
    }
  }

  /** ASCII, and so on one line. */
  @Override
  public String toString() {
    return uri.toASCIIString();
  }
}
