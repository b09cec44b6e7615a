package org.enforcedtls.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;

/**
 * What one transaction sends: one content to recipients whose needs agree. Immutable.
 *
 * @param envelope its reverse path and wishes count, not its recipients
 * @param recipients some of the envelope's
 * @param content the octets
 * @param survey of the content
 * @param requireTls what is wanted of REQUIRETLS
 */
public record TransactionRequest(
    Envelope envelope,
    List<Recipient> recipients,
    MailContent content,
    ContentSurvey survey,
    RequireTls requireTls) {
  /**
   * Copies.
   *
   * @param envelope its reverse path and wishes count
   * @param recipients some of the envelope's
   * @param content the octets
   * @param survey of the content
   * @param requireTls what is wanted of REQUIRETLS
   */
  public TransactionRequest {
    recipients = List.copyOf(recipients);
  }

  /**
   * The same for some of the recipients.
   *
   * @param some of this request's
   * @return a copy
   */
  public TransactionRequest withRecipients(List<Recipient> some) {
    return new TransactionRequest(envelope, some, content, survey, requireTls);
  }

  /**
   * Whether the transaction can only be made with SMTPUTF8 (RFC 6531 §3.2).
   *
   * @return true if an address or a header field is not ASCII
   */
  public boolean needsSmtpUtf8() {
    return survey.hasEightBitHeader()
        || envelope.reversePath().mailbox().filter(m -> m.isInternationalized()).isPresent()
        || recipients.stream().anyMatch(r -> r.mailbox().isInternationalized());
  }

  String mailCommand(Capabilities capabilities) {
    List<String> words = new ArrayList<>();
    words.add("MAIL FROM:<" + envelope.reversePath() + ">");
    if (capabilities.offersSize()) {
      words.add("SIZE=" + survey.sizeOctets());
    }
    if (survey.hasEightBit()) {
      words.add("BODY=8BITMIME");
    }
    if (needsSmtpUtf8()) {
      words.add("SMTPUTF8");
    }
    if (requireTls != RequireTls.UNUSED && capabilities.offersRequireTls()) {
      words.add("REQUIRETLS");
    }
    if (capabilities.offersDsn()) {
      envelope.dsnReturn().ifPresent(wish -> words.add("RET=" + wish));
      envelope.envelopeIdParameter().ifPresent(id -> words.add("ENVID=" + id));
    }
    return String.join(" ", words);
  }

  static String rcptCommand(Recipient recipient, Capabilities capabilities) {
    List<String> words = new ArrayList<>();
    words.add("RCPT TO:<" + recipient + ">");
    if (capabilities.offersDsn()) {
      addParameter(words, "NOTIFY", recipient.notifyParameter());
      addParameter(words, "ORCPT", recipient.originalRecipientParameter());
    }
    return String.join(" ", words);
  }

  private static void addParameter(List<String> words, String name, Optional<String> value) {
    value.ifPresent(text -> words.add(name + "=" + text));
  }
}
