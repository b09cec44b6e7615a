package org.enforcedtls.cli.sendmail;

import java.io.IOException;

/** A message that cannot be understood; nothing of it was queued. */
public final class UnusableMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableMessageException(String message) {
    super(message);
  }
}
