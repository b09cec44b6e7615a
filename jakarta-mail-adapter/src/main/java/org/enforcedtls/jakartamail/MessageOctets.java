package org.enforcedtls.jakartamail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.enforcedtls.message.MailContent;

/** The octets of a message as they leave: without the fields that are for the sender only. */
final class MessageOctets {
  private static final String[] NOT_FOR_RECIPIENTS = {"Bcc", "Resent-Bcc", "Content-Length"};

  private MessageOctets() {}

  static MailContent of(MimeMessage message) throws MessagingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      message.writeTo(out, NOT_FOR_RECIPIENTS);
    } catch (IOException e) {
      throw new MessagingException("the message cannot be written: " + e.getMessage(), e);
    }
    byte[] octets = out.toByteArray();
    return () -> new ByteArrayInputStream(octets);
  }
}
