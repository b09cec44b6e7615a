package org.enforcedtls.jakartamail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.message.TlsWish;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a message, by the types and properties that Jakarta Mail users know: what an
 * {@link SMTPMessage} says goes first, then {@code mail.smtp-enforced.*}, then {@code mail.smtp.*}.
 * What is empty is not set, as in Angus Mail. For one thread.
 */
final class MessageEnvelope {
  private final Session session;
  private final MimeMessage message;
  private final @Nullable SMTPMessage smtp;

  private MessageEnvelope(Session session, MimeMessage message) {
    this.session = session;
    this.message = message;
    this.smtp = message instanceof SMTPMessage it ? it : null;
  }

  static Envelope of(Session session, MimeMessage message, List<Recipient> recipients)
      throws MessagingException {
    try {
      return new MessageEnvelope(session, message).of(recipients);
    } catch (IllegalArgumentException e) {
      throw new MessagingException("the envelope cannot be made: " + e.getMessage(), e);
    }
  }

  private Envelope of(List<Recipient> recipients) throws MessagingException {
    Optional<TlsWish> tlsWish = tlsWish();
    Set<DsnNotify> notify = notifyWishes();
    Envelope.Builder envelope = Envelope.from(reversePath());
    for (Recipient recipient : recipients) {
      envelope.to(notify.isEmpty() ? recipient : recipient.withNotify(notify));
    }
    dsnReturn().ifPresent(envelope::dsnReturn);
    tlsWish.ifPresent(envelope::tlsWish);
    return envelope.build();
  }

  private Set<DsnNotify> notifyWishes() {
    int options = smtp == null ? 0 : smtp.getNotifyOptions();
    if (options == SMTPMessage.NOTIFY_NEVER) {
      return EnumSet.of(DsnNotify.NEVER);
    }
    Set<DsnNotify> wishes = EnumSet.noneOf(DsnNotify.class);
    if ((options & SMTPMessage.NOTIFY_SUCCESS) != 0) {
      wishes.add(DsnNotify.SUCCESS);
    }
    if ((options & SMTPMessage.NOTIFY_FAILURE) != 0) {
      wishes.add(DsnNotify.FAILURE);
    }
    if ((options & SMTPMessage.NOTIFY_DELAY) != 0) {
      wishes.add(DsnNotify.DELAY);
    }
    String property = setting(null, "dsn.notify");
    if (options == 0 && property != null) {
      for (String word : property.split(",", -1)) {
        wishes.add(wish(DsnNotify.class, word));
      }
    }
    return wishes;
  }

  private Optional<DsnReturn> dsnReturn() {
    int option = smtp == null ? 0 : smtp.getReturnOption();
    if (option != 0) {
      return Optional.of(option == SMTPMessage.RETURN_FULL ? DsnReturn.FULL : DsnReturn.HDRS);
    }
    return Optional.ofNullable(setting(null, "dsn.ret")).map(word -> wish(DsnReturn.class, word));
  }

  /** RFC 8689 §4.1: where REQUIRETLS is asked for, the header field plays no part. */
  private Optional<TlsWish> tlsWish() throws MessagingException {
    boolean isSet = isSet("requiretls");
    return hasMailExtension() || isSet ? Optional.of(TlsWish.REQUIRETLS) : wishInHeader();
  }

  private Optional<TlsWish> wishInHeader() throws MessagingException {
    List<String> fields =
        Collections.list(message.getMatchingHeaderLines(new String[] {"TLS-Required"}));
    try {
      return TlsWish.inHeaderOf(
          MailContent.ofOctets(String.join("\r\n", fields).getBytes(ISO_8859_1)));
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be read", e);
    }
  }

  /**
   * Whether the one extension is asked for that is heeded. To leave other parameters out without a
   * word could send mail in a way that its author ruled out.
   */
  private boolean hasMailExtension() throws MessagingException {
    String extension = setting(smtp == null ? null : smtp.getMailExtension(), "mailextension");
    if (extension != null && !extension.strip().equalsIgnoreCase("REQUIRETLS")) {
      throw new MessagingException(
          "expected no mail.smtp.mailextension but REQUIRETLS, as it would not be heeded; found "
              + extension);
    }
    return extension != null;
  }

  private boolean isSet(String name) {
    String word = setting(null, name);
    if (word == null || word.equalsIgnoreCase("false")) {
      return false;
    }
    if (word.equalsIgnoreCase("true")) {
      return true;
    }
    throw new IllegalArgumentException(
        "expected true or false for mail.smtp." + name + ", found " + word);
  }

  /** The envelope sender of an SMTPMessage, else the property, else the first From address. */
  private ReversePath reversePath() throws MessagingException {
    String given = setting(smtp == null ? null : smtp.getEnvelopeFrom(), "from");
    if (given != null) {
      boolean hasBrackets = given.startsWith("<") && given.endsWith(">");
      return ReversePath.of(hasBrackets ? given.substring(1, given.length() - 1) : given);
    }
    @Nullable Address[] from = message.getFrom();
    if (from != null && from.length > 0 && from[0] instanceof InternetAddress sender) {
      return ReversePath.of(String.valueOf(sender.getAddress()));
    }
    throw new MessagingException(
        "no sender: set the From field, mail.smtp.from, or the envelope sender of an SMTPMessage");
  }

  private @Nullable String setting(@Nullable String ofMessage, String name) {
    if (ofMessage != null && !ofMessage.isEmpty()) {
      return ofMessage;
    }
    String own = session.getProperty("mail." + EnforcedTlsProvider.PROTOCOL + "." + name);
    String found = own != null && !own.isEmpty() ? own : session.getProperty("mail.smtp." + name);
    return found != null && !found.isEmpty() ? found : null;
  }

  private static <T extends Enum<T>> T wish(Class<T> type, String word) {
    try {
      return Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected one of " + Arrays.toString(type.getEnumConstants()) + ", found " + word, e);
    }
  }
}
