package org.enforcedtls.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.reply.Reply;
import org.jspecify.annotations.Nullable;

/** What a host has said so far in one transaction. For one thread. */
public final class TransactionReplies {
  private final Map<Recipient, Reply> toRcpt = new LinkedHashMap<>();
  private @Nullable Reply toMail;
  private @Nullable Reply toData;
  private @Nullable Reply toContent;
  private @Nullable Reply closing;

  TransactionReplies() {}

  /** Passes a reply on, and remembers one that closes the connection. */
  Reply heard(Reply reply) {
    if (reply.isClosing()) {
      closing = reply;
    }
    return reply;
  }

  void mail(Reply reply) {
    toMail = reply;
  }

  /** A reply to RCPT says nothing of the recipient where MAIL was refused. */
  void rcpt(Recipient recipient, Reply reply) {
    if (isMailAccepted()) {
      toRcpt.put(recipient, reply);
    }
  }

  void data(Reply reply) {
    toData = reply;
  }

  void content(Reply reply) {
    toContent = reply;
  }

  /** Whether there is no reply at all, or the first one closes the connection. */
  boolean isSilentButForGoodBye() {
    return toMail == null || toMail.isClosing();
  }

  boolean isMailAccepted() {
    return toMail != null && toMail.isPositiveCompletion();
  }

  /**
   * Whether the host said that it closes the connection.
   *
   * @return true after a reply 421
   */
  public boolean isClosing() {
    return closing != null;
  }

  /**
   * The recipients whose RCPT the host accepted.
   *
   * @return in the order of the request
   */
  public List<Recipient> accepted() {
    List<Recipient> accepted = new ArrayList<>();
    toRcpt.forEach(
        (recipient, reply) -> {
          if (reply.isPositiveCompletion()) {
            accepted.add(recipient);
          }
        });
    return accepted;
  }

  /**
   * The reply to MAIL, if it was not accepted.
   *
   * @return empty if it was accepted or not read
   */
  public Optional<Reply> mailRefusal() {
    return isMailAccepted() ? Optional.empty() : Optional.ofNullable(toMail);
  }

  /**
   * The reply to the RCPT of a recipient.
   *
   * @param recipient of the request
   * @return empty if it was not read
   */
  public Optional<Reply> toRcpt(Recipient recipient) {
    return Optional.ofNullable(toRcpt.get(recipient));
  }

  /**
   * The reply to the RCPT of a recipient, if it was not accepted.
   *
   * @param recipient of the request
   * @return empty if it was accepted or not read
   */
  public Optional<Reply> rcptRefusal(Recipient recipient) {
    return toRcpt(recipient).filter(reply -> !reply.isPositiveCompletion());
  }

  /**
   * The reply to DATA.
   *
   * @return empty if it was not sent or not answered
   */
  public Optional<Reply> toData() {
    return Optional.ofNullable(toData);
  }

  /**
   * The reply to the end of the content.
   *
   * @return empty if it was not read
   */
  public Optional<Reply> toContent() {
    return Optional.ofNullable(toContent);
  }

  /**
   * The reply with which the host closed the connection.
   *
   * @return empty if it did not say so
   */
  public Optional<Reply> closing() {
    return Optional.ofNullable(closing);
  }
}
