package org.enforcedtls.internal.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.ProtocolException;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.reply.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One mail transaction: MAIL, RCPT for each recipient, DATA, content. For one thread.
 *
 * <p>What was answered stays readable after {@link #run} threw: a connection that broke late does
 * not undo a refusal that came early.
 */
public final class Transaction {
  /**
   * At most so many recipients in one group, so that the replies to them fit into the buffers
   * between two hosts that both write (RFC 2920 §3.1).
   */
  private static final int MAX_RECIPIENTS_IN_GROUP = 100;

  /** The only reply after which content may be sent (RFC 5321 §4.3.2). */
  private static final int START_CONTENT = 354;

  private final Connection connection;
  private final Capabilities capabilities;
  private final TransactionRequest request;
  private final Map<Recipient, Reply> rcptReplies = new LinkedHashMap<>();
  private @Nullable Reply mailReply;
  private @Nullable Reply dataReply;
  private @Nullable Reply finalReply;
  private @Nullable Reply closingReply;
  private boolean endOfContentWritten;

  Transaction(Connection connection, Capabilities capabilities, TransactionRequest request) {
    this.connection = connection;
    this.capabilities = capabilities;
    this.request = request;
  }

  /**
   * Carries the transaction out as far as the host lets it. Blocking.
   *
   * @throws ContentUnreadableException if the content cannot be read; the host has no whole message
   * @throws IOException if the connection broke or the host did not speak SMTP. In any case the
   *     connection is of no further use
   */
  public void run() throws IOException {
    boolean askedForContent =
        capabilities.offersPipelining() ? sendEnvelopeInGroups() : sendEnvelopeOneByOne();
    if (askedForContent && !isClosing()) {
      answerDataReply();
    }
  }

  /** Sends MAIL, RCPT and DATA with one round trip for each group; true if DATA was answered. */
  private boolean sendEnvelopeInGroups() throws IOException {
    List<Recipient> all = request.recipients();
    connection.enter(DialogueStep.MAIL);
    connection.requireNothingUnread();
    connection.write(request.mailCommand(capabilities));
    for (int start = 0; start < all.size(); start += MAX_RECIPIENTS_IN_GROUP) {
      List<Recipient> group =
          all.subList(start, Math.min(start + MAX_RECIPIENTS_IN_GROUP, all.size()));
      boolean isLast = start + group.size() == all.size();
      for (Recipient recipient : group) {
        connection.write(TransactionRequest.rcptCommand(recipient, capabilities));
      }
      if (isLast) {
        connection.write("DATA");
      }
      connection.flush();
      readGroup(start == 0, group);
      if (isClosing() || (!isLast && !isMailAccepted())) {
        return false;
      }
    }
    connection.enter(DialogueStep.DATA);
    dataReply = read();
    return true;
  }

  private void readGroup(boolean withMail, List<Recipient> group) throws IOException {
    if (withMail) {
      mailReply = read();
    }
    for (Recipient recipient : group) {
      if (isClosing()) {
        return;
      }
      connection.enter(DialogueStep.RCPT);
      Reply reply = read();
      if (isMailAccepted()) {
        rcptReplies.put(recipient, reply);
      }
    }
  }

  /** Sends each command after the reply to the one before; true if DATA was answered. */
  private boolean sendEnvelopeOneByOne() throws IOException {
    mailReply = command(DialogueStep.MAIL, request.mailCommand(capabilities));
    for (Recipient recipient : request.recipients()) {
      if (isClosing() || !isMailAccepted()) {
        return false;
      }
      String rcpt = TransactionRequest.rcptCommand(recipient, capabilities);
      rcptReplies.put(recipient, command(DialogueStep.RCPT, rcpt));
    }
    if (isClosing() || accepted().isEmpty()) {
      return false;
    }
    dataReply = command(DialogueStep.DATA, "DATA");
    return true;
  }

  private void answerDataReply() throws IOException {
    Reply reply = dataReply().orElseThrow(AssertionError::new);
    if (reply.code() == START_CONTENT) {
      if (accepted().isEmpty()) {
        sendNothing();
      } else {
        sendContent();
      }
    } else if (reply.isPositiveCompletion() || reply.isIntermediate()) {
      throw new ProtocolException("expected 354 to DATA, found " + reply);
    }
  }

  /** RFC 2920 §3.1: DATA was accepted with nobody to send to, so the content is a lone dot. */
  private void sendNothing() throws IOException {
    connection.write(".");
    connection.flush();
    connection.enter(DialogueStep.FINAL);
    read();
  }

  private void sendContent() throws IOException {
    // A reply that is here before the content would be read as the host's word on the content.
    connection.requireNothingUnread();
    new ContentTransfer(request).writeTo(connection.content());
    connection.requireInTime();
    // From here on octets that end the content may have left, even if the flush fails.
    endOfContentWritten = true;
    connection.flush();
    connection.enter(DialogueStep.FINAL);
    Reply reply = read();
    if (reply.isIntermediate()) {
      throw new ProtocolException("expected a final reply to the content, found " + reply);
    }
    finalReply = reply;
  }

  private Reply command(DialogueStep step, String line) throws IOException {
    return noteClosing(connection.command(step, line));
  }

  private Reply read() throws IOException {
    return noteClosing(connection.readReply());
  }

  private Reply noteClosing(Reply reply) {
    if (reply.isClosing()) {
      closingReply = reply;
    }
    return reply;
  }

  private boolean isMailAccepted() {
    return mailReply != null && mailReply.isPositiveCompletion();
  }

  /**
   * Whether the host said that it closes the connection.
   *
   * @return true after a reply 421
   */
  public boolean isClosing() {
    return closingReply != null;
  }

  /**
   * The recipients whose RCPT the host accepted.
   *
   * @return in the order of the request
   */
  public List<Recipient> accepted() {
    List<Recipient> accepted = new ArrayList<>();
    rcptReplies.forEach(
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
    return isMailAccepted() ? Optional.empty() : Optional.ofNullable(mailReply);
  }

  /**
   * The reply to the RCPT of a recipient.
   *
   * @param recipient of the request
   * @return empty if it was not read
   */
  public Optional<Reply> rcptReply(Recipient recipient) {
    return Optional.ofNullable(rcptReplies.get(recipient));
  }

  /**
   * The reply to DATA.
   *
   * @return empty if it was not sent or not answered
   */
  public Optional<Reply> dataReply() {
    return Optional.ofNullable(dataReply);
  }

  /**
   * The reply to the end of the content.
   *
   * @return empty if it was not read
   */
  public Optional<Reply> finalReply() {
    return Optional.ofNullable(finalReply);
  }

  /**
   * The reply with which the host closed the connection.
   *
   * @return empty if it did not say so
   */
  public Optional<Reply> closingReply() {
    return Optional.ofNullable(closingReply);
  }

  /**
   * Whether MAIL was accepted and the content was not sent, so that only RSET makes room for
   * another transaction.
   *
   * @return true if so
   */
  public boolean isUnfinished() {
    return isMailAccepted() && finalReply == null && !isClosing();
  }

  /**
   * Whether the host may have the whole message although no final reply was read.
   *
   * @return true if the end of the content may have left
   */
  public boolean isInDoubt() {
    return endOfContentWritten && finalReply == null;
  }
}
