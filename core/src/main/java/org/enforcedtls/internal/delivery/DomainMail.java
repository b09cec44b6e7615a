package org.enforcedtls.internal.delivery;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.session.RequireTls;
import org.enforcedtls.internal.session.TransactionRequest;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.policy.MxAuthentication;

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

  /**
   * What decides to which hosts it may go. Of a message with the null reverse path, as notices
   * have, REQUIRETLS does not: it would be lost (RFC 8689 §5).
   */
  Optional<TlsWish> wishOfHosts() {
    return isNotice()
        ? message.envelope().tlsWish().filter(wish -> wish != TlsWish.REQUIRETLS)
        : message.envelope().tlsWish();
  }

  private boolean isNotice() {
    return message.envelope().reversePath().isNull();
  }

  /** At a host of which it is known what authenticates its name. */
  TransactionRequest requestFor(List<Recipient> some, MxAuthentication mxAuthentication) {
    return new TransactionRequest(
        message.envelope(),
        some,
        message.content(),
        message.survey(),
        requireTls(mxAuthentication));
  }

  /** RFC 8689 §2: never said to a host whose name is not authenticated. */
  private RequireTls requireTls(MxAuthentication mxAuthentication) {
    if (message.envelope().tlsWish().filter(TlsWish.REQUIRETLS::equals).isEmpty()) {
      return RequireTls.UNUSED;
    }
    if (isNotice()) {
      return mxAuthentication.satisfiesRequireTls() ? RequireTls.IF_OFFERED : RequireTls.UNUSED;
    }
    if (!mxAuthentication.satisfiesRequireTls()) {
      throw new AssertionError("such a host is left out before it is dialled");
    }
    return RequireTls.NEEDED;
  }
}
