package org.enforcedtls.message;

import static java.util.Objects.requireNonNull;

/**
 * A message and who shall get it. Immutable, if the content is.
 *
 * @param envelope who gets it
 * @param content what they get
 */
public record OutgoingMail(Envelope envelope, MailContent content) {
  /**
   * Checks.
   *
   * @param envelope who gets it
   * @param content what they get
   */
  public OutgoingMail {
    requireNonNull(envelope, "envelope");
    requireNonNull(content, "content");
  }
}
