package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.session.ContentUnreadableException;
import org.enforcedtls.internal.session.Transaction;
import org.enforcedtls.internal.session.TransactionReplies;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.reply.Reply;

/**
 * Writes into the ledgers what the transactions of one session mean for each recipient, and
 * remembers of whom something was written. For one thread.
 */
final class Booking {
  /** Why transactions have not come to their end. */
  record Break(IOException trouble, Verdict verdict) {
    /** Whether the content was unreadable, so that the host is not to blame. */
    boolean isOurs() {
      return trouble instanceof ContentUnreadableException;
    }
  }

  private final Attempt attempt;

  /** The postings that were begun, and of each the recipients about whom something is written. */
  private final IdentityHashMap<Posting, Set<Recipient>> heard = new IdentityHashMap<>();

  Booking(Attempt attempt) {
    this.attempt = attempt;
  }

  boolean isEmpty() {
    return heard.isEmpty();
  }

  boolean hasBegun(Posting posting) {
    return heard.containsKey(posting);
  }

  /**
   * Writes down what a transaction means for each recipient; returns those that the host put off
   * for being too many, to be sent at once.
   */
  List<Recipient> book(Begun begun, Optional<Break> cut) {
    TransactionReplies replies = begun.transaction().replies();
    boolean anyAccepted = replies.toContent().filter(Reply::isPositiveCompletion).isPresent();
    List<Recipient> putOff = new ArrayList<>();
    for (Recipient recipient : begun.request().recipients()) {
      boolean isPutOff =
          replies
              .rcptRefusal(recipient)
              .filter(r -> FailureClassifier.isTooManyRecipients(DialogueStep.RCPT, r))
              .isPresent();
      if (isPutOff && anyAccepted && !replies.isClosing()) {
        putOff.add(recipient);
      } else {
        bookOne(begun, recipient, cut);
      }
    }
    return putOff;
  }

  private void bookOne(Begun begun, Recipient recipient, Optional<Break> cut) {
    Posting posting = begun.posting();
    TransactionReplies replies = begun.transaction().replies();
    Optional<Reply> rcpt = replies.toRcpt(recipient);
    Optional<Reply> end = replies.toContent();
    if (replies.mailRefusal().isPresent()) {
      refused(posting, recipient, DialogueStep.MAIL, replies.mailRefusal().get());
    } else if (replies.rcptRefusal(recipient).isPresent()) {
      refused(posting, recipient, DialogueStep.RCPT, rcpt.orElseThrow());
    } else if (rcpt.isPresent() && end.filter(Reply::isPositiveCompletion).isPresent()) {
      note(posting, recipient);
      posting.ledger().accepted(recipient, attempt, end.get());
    } else if (rcpt.isPresent() && end.isPresent()) {
      refused(posting, recipient, DialogueStep.FINAL, end.get());
    } else if (cut.isPresent()) {
      Verdict verdict = cut.get().verdict();
      boolean isInDoubt = begun.transaction().isInDoubt(recipient);
      failed(posting, recipient, isInDoubt ? FailureClassifier.inDoubt(verdict) : verdict);
    } else if (rcpt.isPresent() && replies.toData().isPresent()) {
      refused(posting, recipient, DialogueStep.DATA, replies.toData().get());
    } else {
      failed(posting, recipient, closing(replies));
    }
  }

  /** Nobody can say which reply belongs to which transaction: no reply counts. */
  void bookMixedUp(Begun begun, Verdict verdict) {
    Transaction transaction = begun.transaction();
    Verdict said = transaction.mayBeWhole() ? FailureClassifier.inDoubt(verdict) : verdict;
    begun.request().recipients().forEach(recipient -> failed(begun.posting(), recipient, said));
  }

  /** Writes down the same for every recipient of whom nothing is written. */
  void bookRest(Posting posting, Verdict verdict) {
    Set<Recipient> known = heard.getOrDefault(posting, Set.of());
    posting.ledger().pending().stream()
        .filter(recipient -> !known.contains(recipient))
        .toList()
        .forEach(recipient -> failed(posting, recipient, verdict));
  }

  /** What it means that the host closed the session instead of answering. */
  static Verdict closing(TransactionReplies replies) {
    Reply reply =
        replies
            .closing()
            .orElseThrow(() -> new AssertionError("a transaction stopped without any reason"));
    return FailureClassifier.ofReply(DialogueStep.RCPT, reply);
  }

  private void refused(Posting posting, Recipient recipient, DialogueStep step, Reply reply) {
    note(posting, recipient);
    Attempt said = attempt.toBuilder().reply(reply).build();
    posting.ledger().failed(recipient, said, FailureClassifier.ofReply(step, reply));
  }

  void failed(Posting posting, Recipient recipient, Verdict verdict) {
    note(posting, recipient);
    posting.ledger().failed(recipient, attempt, verdict);
  }

  private void note(Posting posting, Recipient recipient) {
    heard.computeIfAbsent(posting, p -> new HashSet<>()).add(recipient);
  }
}
