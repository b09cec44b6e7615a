package org.enforcedtls.internal.delivery;

import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.session.TransactionRequest;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;

/**
 * The part of a message that goes to one recipient domain. Immutable.
 *
 * @param domain the recipient domain
 * @param recipients at it, in the caller's order
 * @param message what they get
 */
record DomainMail(Domain domain, List<Recipient> recipients, Message message) {
  /**
   * A message and what one look through it found.
   *
   * @param envelope of the caller
   * @param content of the caller
   * @param survey of the content
   */
  record Message(Envelope envelope, MailContent content, ContentSurvey survey) {}

  DomainMail {
    recipients = List.copyOf(recipients);
  }

  TransactionRequest requestFor(List<Recipient> some) {
    return new TransactionRequest(message.envelope(), some, message.content(), message.survey());
  }
}
