package org.enforcedtls.internal.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.DotStuffing;
import org.enforcedtls.internal.wire.ProtocolException;
import org.enforcedtls.internal.wire.WithheldEnd;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.reply.Reply;

/**
 * One mail transaction: MAIL, RCPT for each recipient, and the content by DATA or BDAT. For one
 * thread.
 *
 * <p>Round trips: with PIPELINING and CHUNKING one, where the content is small enough to be sent
 * unasked; else two, of which the first can be shared with the content of the transaction before
 * (RFC 2920 §3.1 lets commands follow content).
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

  /**
   * Content is sent before anybody is known to be accepted only as long as it fits into the buffers
   * between two hosts: a host that refuses and stops reading can still be heard.
   */
  private static final int MAX_UNASKED_OCTETS = 64 * 1024;

  /** The only reply after which content may be sent (RFC 5321 §4.3.2). */
  private static final int START_CONTENT = 354;

  /** What is known of the host when the transaction begins. */
  enum Start {
    /** It answered just now. */
    ON_LIVE_CONNECTION,
    /** It has been silent for a while. */
    AFTER_REST
  }

  /** What goes in one flight with the last recipients. */
  private enum Rider {
    /** DATA, which asks for leave to send the content. */
    DATA,
    /** The content itself, as the one chunk that it is. */
    CONTENT,
    /** Nothing: the content is to be sent as a chunk once somebody is accepted. */
    NOTHING
  }

  private final Connection connection;
  private final Capabilities capabilities;
  private final TransactionRequest request;
  private final Start start;
  private final List<List<Recipient>> groups;
  private final TransactionReplies replies = new TransactionReplies();
  private boolean envelopeWritten;
  private boolean endOfContentWritten;

  Transaction(
      Connection connection, Capabilities capabilities, TransactionRequest request, Start start) {
    this.connection = connection;
    this.capabilities = capabilities;
    this.request = request;
    this.start = start;
    this.groups = groups(request.recipients());
  }

  /**
   * Carries the transaction out as far as the host lets it. Blocking.
   *
   * @param next follows on the same connection, and is run next, whatever becomes of this one; its
   *     envelope may leave with the end of this content
   * @throws ContentUnreadableException if the content cannot be read; the host has no whole message
   * @throws IOException if the connection broke or the host did not speak SMTP. In any case the
   *     connection is of no further use
   */
  public void run(Optional<Transaction> next) throws IOException {
    if (capabilities.offersPipelining()) {
      runInGroups(next);
    } else {
      runOneByOne();
    }
  }

  private Rider rider() {
    if (!capabilities.offersChunking()) {
      return Rider.DATA;
    }
    return start == Start.ON_LIVE_CONNECTION && request.survey().sizeOctets() <= MAX_UNASKED_OCTETS
        ? Rider.CONTENT
        : Rider.NOTHING;
  }

  /**
   * Whether all of it can be sent before the host has answered anything.
   *
   * @return true if the host offers PIPELINING and CHUNKING, answered just now, and the recipients
   *     and the content are few enough
   */
  public boolean canGoUnasked() {
    return capabilities.offersPipelining()
        && rider() == Rider.CONTENT
        && request.recipients().size() <= MAX_RECIPIENTS_IN_GROUP;
  }

  void readReplyToReset() throws IOException {
    connection.enter(DialogueStep.MAIL);
    Reply reply = read();
    if (!reply.isPositiveCompletion() && !reply.isClosing()) {
      throw new ProtocolException("expected 250 to RSET, found " + reply);
    }
  }

  /** Reads what the host says to a first group that is all of it. */
  void readReplies() throws IOException {
    connection.enter(DialogueStep.MAIL);
    replies.mail(read());
    readGroup(request.recipients());
    if (!replies.isClosing()) {
      readFinalReply();
    }
  }

  /** One round trip for each group of recipients. */
  private void runInGroups(Optional<Transaction> next) throws IOException {
    if (!envelopeWritten) {
      connection.enter(DialogueStep.MAIL);
      connection.requireNothingUnread();
      writeFirstGroup();
      connection.flush();
    }
    connection.enter(DialogueStep.MAIL);
    replies.mail(read());
    readGroup(groups.get(0));
    for (int i = 1; i < groups.size(); i++) {
      if (replies.isClosing() || !replies.isMailAccepted()) {
        return;
      }
      writeGroup(i);
      connection.flush();
      readGroup(groups.get(i));
    }
    if (!replies.isClosing()) {
      finish(next);
    }
  }

  private static List<List<Recipient>> groups(List<Recipient> all) {
    List<List<Recipient>> groups = new ArrayList<>();
    for (int start = 0; start < all.size(); start += MAX_RECIPIENTS_IN_GROUP) {
      groups.add(all.subList(start, Math.min(start + MAX_RECIPIENTS_IN_GROUP, all.size())));
    }
    return groups;
  }

  /** Gathers MAIL and what goes in one flight with it. */
  void writeFirstGroup() throws IOException {
    envelopeWritten = true;
    connection.write(request.mailCommand(capabilities));
    writeGroup(0);
  }

  private void writeGroup(int index) throws IOException {
    for (Recipient recipient : groups.get(index)) {
      connection.write(TransactionRequest.rcptCommand(recipient, capabilities));
    }
    if (index == groups.size() - 1) {
      switch (rider()) {
        case DATA -> connection.write("DATA");
        case CONTENT -> writeChunk();
        case NOTHING -> {}
      }
    }
  }

  private void readGroup(List<Recipient> group) throws IOException {
    for (Recipient recipient : group) {
      if (replies.isClosing()) {
        return;
      }
      connection.enter(DialogueStep.RCPT);
      replies.rcpt(recipient, read());
    }
  }

  /** The replies to the envelope were read: now what is left of the content. */
  private void finish(Optional<Transaction> next) throws IOException {
    switch (rider()) {
      case DATA -> {
        connection.enter(DialogueStep.DATA);
        replies.data(read());
        if (!replies.isClosing()) {
          answerDataReply(next);
        }
      }
      case CONTENT -> readReplyToUnaskedChunk();
      case NOTHING -> {
        if (!replies.accepted().isEmpty()) {
          sendChunk();
        }
      }
    }
  }

  /** Sends each command after the reply to the one before. */
  private void runOneByOne() throws IOException {
    replies.mail(command(DialogueStep.MAIL, request.mailCommand(capabilities)));
    for (Recipient recipient : request.recipients()) {
      if (replies.isClosing() || !replies.isMailAccepted()) {
        return;
      }
      String rcpt = TransactionRequest.rcptCommand(recipient, capabilities);
      replies.rcpt(recipient, command(DialogueStep.RCPT, rcpt));
    }
    if (replies.isClosing() || replies.accepted().isEmpty()) {
      return;
    }
    if (capabilities.offersChunking()) {
      sendChunk();
      return;
    }
    replies.data(command(DialogueStep.DATA, "DATA"));
    if (!replies.isClosing()) {
      answerDataReply(Optional.empty());
    }
  }

  private void answerDataReply(Optional<Transaction> next) throws IOException {
    Reply reply = replies.toData().orElseThrow(AssertionError::new);
    if (reply.code() == START_CONTENT) {
      if (replies.accepted().isEmpty()) {
        sendNothing();
      } else {
        sendDotted(next);
      }
    } else if (reply.isPositiveCompletion() || reply.isIntermediate()) {
      throw new ProtocolException("expected 354 to DATA, found " + reply);
    } else {
      // One reply too many before it: then this was the word on a recipient, not on DATA.
      connection.requireNothingUnread();
    }
  }

  /** RFC 2920 §3.1: DATA was accepted with nobody to send to, so the content is a lone dot. */
  private void sendNothing() throws IOException {
    connection.write(".");
    connection.flush();
    connection.enter(DialogueStep.FINAL);
    read();
  }

  private void sendDotted(Optional<Transaction> next) throws IOException {
    // A reply that is here before the content would be read as the host's word on the content.
    connection.requireNothingUnread();
    DotStuffing dotted = new DotStuffing(connection.content());
    new ContentTransfer(request).copyTo(dotted);
    dotted.end();
    connection.requireInTime();
    // From here on octets that end the content may have left, even if the flush fails.
    endOfContentWritten = true;
    if (next.isPresent() && next.get().canRide()) {
      next.get().writeFirstGroup();
    }
    connection.flush();
    readFinalReply();
  }

  /** Whether all that precedes the content is one group that ends in DATA. */
  private boolean canRide() {
    return rider() == Rider.DATA && request.recipients().size() <= MAX_RECIPIENTS_IN_GROUP;
  }

  private void sendChunk() throws IOException {
    connection.requireNothingUnread();
    writeChunk();
    connection.flush();
    readFinalReply();
  }

  /** The whole content is one chunk, and the last (RFC 3030 §2). */
  private void writeChunk() throws IOException {
    connection.write("BDAT " + request.survey().sizeOctets() + " LAST");
    WithheldEnd chunk = new WithheldEnd(connection.content());
    new ContentTransfer(request).copyTo(chunk);
    connection.requireInTime();
    // From here on the whole chunk may have left, even if writing its end fails.
    endOfContentWritten = true;
    chunk.release();
  }

  /**
   * Where everybody was refused, the host has to refuse the chunk too; what it said of the
   * recipients counts.
   */
  private void readReplyToUnaskedChunk() throws IOException {
    Reply reply = readReplyToContent();
    // One reply too many: then nobody can say which of them was about the content.
    connection.requireNothingUnread();
    replies.content(reply);
  }

  private void readFinalReply() throws IOException {
    replies.content(readReplyToContent());
  }

  private Reply readReplyToContent() throws IOException {
    connection.enter(DialogueStep.FINAL);
    Reply reply = read();
    if (reply.isIntermediate()) {
      throw new ProtocolException("expected a final reply to the content, found " + reply);
    }
    return reply;
  }

  private Reply command(DialogueStep step, String line) throws IOException {
    return replies.heard(connection.command(step, line));
  }

  private Reply read() throws IOException {
    return replies.heard(connection.readReply());
  }

  /**
   * What the host has said so far.
   *
   * @return grows while the transaction runs
   */
  public TransactionReplies replies() {
    return replies;
  }

  /**
   * Whether only RSET makes room for another transaction: MAIL was accepted and the content was not
   * sent, or was refused as a chunk (RFC 3030 §2).
   *
   * @return true if so
   */
  public boolean isUnfinished() {
    boolean isFinished =
        replies
            .toContent()
            .filter(reply -> reply.isPositiveCompletion() || !capabilities.offersChunking())
            .isPresent();
    return replies.isMailAccepted() && !isFinished && !replies.isClosing();
  }

  /**
   * Whether the host has not taken notice of this transaction: it said good-bye instead of an
   * answer to MAIL, or it left without a word and the end of the content cannot have reached it.
   *
   * @return true if the same can be sent on another connection as if nothing had been
   */
  public boolean isUnnoticed() {
    return replies.isSilentButForGoodBye() && (!endOfContentWritten || replies.isClosing());
  }

  /**
   * Whether nothing of it was sent, not even gathered.
   *
   * @return true if so
   */
  public boolean isUnsent() {
    return !envelopeWritten;
  }

  /**
   * Whether the end of the content may have left.
   *
   * @return false if the host certainly has no whole message
   */
  public boolean mayBeWhole() {
    return endOfContentWritten;
  }

  /**
   * Whether the host may have the whole message for a recipient although no final reply was read.
   *
   * @param recipient of the request
   * @return true if the end of the content may have left, and the recipient was not refused
   */
  public boolean isInDoubt(Recipient recipient) {
    return endOfContentWritten
        && replies.toContent().isEmpty()
        && replies.mailRefusal().isEmpty()
        && replies.rcptRefusal(recipient).isEmpty();
  }
}
