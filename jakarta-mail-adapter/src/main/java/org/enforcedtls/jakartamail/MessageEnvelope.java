package org.enforcedtls.jakartamail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.Recipient;
import org.jspecify.annotations.Nullable;

/** The envelope of a message, by the properties and types that Jakarta Mail users know. */
final class MessageEnvelope {
  private MessageEnvelope() {}

  static Envelope of(Session session, MimeMessage message, List<Recipient> recipients)
      throws MessagingException {
    try {
      Envelope.Builder envelope = Envelope.from(reversePath(session, message));
      String notify = session.getProperty("mail.smtp.dsn.notify");
      for (Recipient recipient : recipients) {
        envelope.to(notify == null ? recipient : recipient.withNotify(notifyWishes(notify)));
      }
      String dsnReturn = session.getProperty("mail.smtp.dsn.ret");
      if (dsnReturn != null) {
        envelope.dsnReturn(DsnReturn.valueOf(dsnReturn));
      }
      return envelope.build();
    } catch (IllegalArgumentException e) {
      throw new MessagingException("the envelope cannot be made: " + e.getMessage(), e);
    }
  }

  /** The envelope sender of an SMTPMessage, else mail.smtp.from, else the first From address. */
  private static ReversePath reversePath(Session session, MimeMessage message)
      throws MessagingException {
    String given =
        message instanceof SMTPMessage smtp && smtp.getEnvelopeFrom() != null
            ? smtp.getEnvelopeFrom()
            : session.getProperty("mail.smtp.from");
    if (given != null) {
      return ReversePath.of(given.equals("<>") ? "" : given);
    }
    @Nullable Address[] from = message.getFrom();
    if (from != null && from.length > 0 && from[0] instanceof InternetAddress sender) {
      return ReversePath.of(sender.getAddress());
    }
    throw new MessagingException(
        "no sender: set the From field, mail.smtp.from, or the envelope sender of an SMTPMessage");
  }

  private static Set<DsnNotify> notifyWishes(String notify) {
    return Arrays.stream(notify.split(","))
        .map(word -> DsnNotify.valueOf(word.strip()))
        .collect(Collectors.toSet());
  }
}
