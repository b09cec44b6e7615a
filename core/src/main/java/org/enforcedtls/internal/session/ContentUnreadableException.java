package org.enforcedtls.internal.session;

import java.io.IOException;

/**
 * The content could not be read, or is not what was surveyed: trouble on our side, not the host's.
 */
public final class ContentUnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  ContentUnreadableException(String message) {
    super(message);
  }

  ContentUnreadableException(IOException cause) {
    super("the content could not be read: " + cause.getMessage(), cause);
  }
}
