package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.Transaction;
import org.enforcedtls.internal.session.TransactionReplies;
import org.enforcedtls.internal.session.TransactionRequest;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.reply.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one session, one message after the other: recipients whose needs agree go
 * together, and those that the host put off for being too many go in a further one at once. For one
 * thread.
 */
final class Transactions {
  /** What is left of the session. */
  enum Result {
    /** All is said, and the session can serve another delivery. */
    USABLE,
    /** The session has served as often as it may; there may be postings left. */
    FULL,
    /** The session is of no further use; there may be postings left. */
    BROKEN,
    /**
     * The host had left the reused session before anything was said: nothing is in the ledgers, and
     * everything can be sent on another connection.
     */
    UNNOTICED
  }

  /** What goes in one transaction, and of which message it is. */
  private record Item(Posting posting, TransactionRequest request) {}

  private final PooledSession pooled;
  private final SmtpSession session;
  private final List<Posting> postings;
  private final Attempt attempt;
  private final Deque<Item> items = new ArrayDeque<>();

  /** The postings that were begun, and of each the recipients about whom something is written. */
  private final IdentityHashMap<Posting, Set<Recipient>> begun = new IdentityHashMap<>();

  /** That of the first item, if it has been made already. */
  private @Nullable Transaction ahead;

  private boolean isUnnoticed;
  private int completed;

  Transactions(PooledSession pooled, List<Posting> postings, Attempt attempt) {
    this.pooled = pooled;
    this.session = pooled.session();
    this.postings = List.copyOf(postings);
    this.attempt = attempt;
    this.postings.forEach(
        posting -> groups(posting).forEach(group -> items.addLast(item(posting, group))));
  }

  private static Item item(Posting posting, List<Recipient> recipients) {
    return new Item(posting, posting.mail().requestFor(recipients));
  }

  /**
   * An address that needs SMTPUTF8 must not spoil the others where a host lacks it; and a host may
   * take but so many in one transaction.
   */
  private List<List<Recipient>> groups(Posting posting) {
    List<Recipient> plain = new ArrayList<>();
    List<Recipient> international = new ArrayList<>();
    for (Recipient recipient : posting.ledger().pending()) {
      (recipient.mailbox().isInternationalized() ? international : plain).add(recipient);
    }
    List<List<Recipient>> groups = new ArrayList<>();
    for (List<Recipient> alike : List.of(plain, international)) {
      int most = session.maxRecipients(Math.max(1, alike.size()));
      for (int start = 0; start < alike.size(); start += most) {
        groups.add(alike.subList(start, Math.min(start + most, alike.size())));
      }
    }
    return groups;
  }

  /** Sends one item after the other, as long as the session serves. Blocking. */
  Result run() {
    for (Item item = next(); item != null; item = next()) {
      if (ahead == null && !pooled.hasRoom()) {
        return Result.FULL;
      }
      items.removeFirst();
      Transaction transaction = ahead == null ? session.begin(item.request()) : ahead;
      ahead = null;
      Optional<Verdict> broken = run(transaction, item);
      if (isUnnoticed) {
        return Result.UNNOTICED;
      }
      if (broken.isPresent()) {
        failRest(broken.get());
        return Result.BROKEN;
      }
      completed++;
    }
    return Result.USABLE;
  }

  /** The postings that another connection may serve as if this one had not been. */
  List<Posting> untouched() {
    return postings.stream().filter(posting -> !begun.containsKey(posting)).toList();
  }

  /** The first item that the host can take at all; those before it have failed here. */
  private @Nullable Item next() {
    while (!items.isEmpty()) {
      Item first = items.getFirst();
      Optional<Verdict> shortfall =
          Shortfall.of(session.capabilities(), first.request()).map(Shortfall::verdict);
      if (shortfall.isEmpty()) {
        return first;
      }
      items.removeFirst();
      first
          .request()
          .recipients()
          .forEach(recipient -> failed(first.posting(), recipient, attempt, shortfall.get()));
    }
    return null;
  }

  /** Runs a transaction and writes down what came of it; says why the session broke. */
  private Optional<Verdict> run(Transaction transaction, Item item) {
    try {
      transaction.run(prepareNext());
    } catch (IOException e) {
      Optional<Verdict> broken = Optional.of(FailureClassifier.ofException(e, pooled.timer()));
      if (!noteIfStale(transaction)) {
        book(transaction.replies(), item, Optional.of(new Break(transaction, broken.get())));
      }
      return broken;
    }
    if (noteIfStale(transaction)) {
      return Optional.of(closing(transaction.replies()));
    }
    sendAtOnce(item, book(transaction.replies(), item, Optional.empty()));
    if (transaction.replies().isClosing()) {
      return Optional.of(closing(transaction.replies()));
    }
    // The next transaction must not find the last one half done.
    return transaction.isUnfinished() ? reset() : Optional.empty();
  }

  /** Its envelope may leave with the end of the content before it. */
  private Optional<Transaction> prepareNext() {
    Item next = next();
    if (next == null || !pooled.hasRoom()) {
      return Optional.empty();
    }
    ahead = session.begin(next.request());
    return Optional.of(ahead);
  }

  private void sendAtOnce(Item item, List<Recipient> putOff) {
    if (!putOff.isEmpty()) {
      Item again = item(item.posting(), putOff);
      if (ahead == null) {
        items.addFirst(again);
      } else {
        Item first = items.removeFirst();
        items.addFirst(again);
        items.addFirst(first);
      }
    }
  }

  /** Makes room for another transaction; says why the session broke. */
  private Optional<Verdict> reset() {
    try {
      return session.reset().map(closing -> FailureClassifier.ofReply(DialogueStep.MAIL, closing));
    } catch (IOException e) {
      return Optional.of(FailureClassifier.ofException(e, pooled.timer()));
    }
  }

  /** Whether the host had left a reused session, for no reason that lies in this delivery. */
  private boolean noteIfStale(Transaction transaction) {
    isUnnoticed =
        pooled.isReused()
            && completed == 0
            && begun.isEmpty()
            && transaction.isUnnoticed()
            && pooled.timer().expiry().isEmpty();
    return isUnnoticed;
  }

  /**
   * The session broke. What was begun fails with it; what was not may go on elsewhere, unless this
   * session got nothing done at all, as the next one would not either.
   */
  private void failRest(Verdict verdict) {
    for (Posting posting : postings) {
      if (completed == 0 || begun.containsKey(posting)) {
        Set<Recipient> heard = begun.getOrDefault(posting, Set.of());
        posting.ledger().pending().stream()
            .filter(recipient -> !heard.contains(recipient))
            .toList()
            .forEach(recipient -> failed(posting, recipient, attempt, verdict));
      }
    }
  }

  /** Why a transaction has not come to its end. */
  private record Break(Transaction transaction, Verdict verdict) {
    Verdict forRecipient(Recipient recipient) {
      return transaction.isInDoubt(recipient) ? FailureClassifier.inDoubt(verdict) : verdict;
    }
  }

  /**
   * Writes down what the transaction means for each recipient; returns those to be sent at once.
   */
  private List<Recipient> book(TransactionReplies replies, Item item, Optional<Break> broken) {
    boolean anyAccepted = replies.toContent().filter(Reply::isPositiveCompletion).isPresent();
    List<Recipient> putOff = new ArrayList<>();
    for (Recipient recipient : item.request().recipients()) {
      boolean isPutOff =
          replies
              .rcptRefusal(recipient)
              .filter(r -> FailureClassifier.isTooManyRecipients(DialogueStep.RCPT, r))
              .isPresent();
      if (isPutOff && anyAccepted && !replies.isClosing()) {
        putOff.add(recipient);
      } else {
        bookOne(replies, item.posting(), recipient, broken);
      }
    }
    return putOff;
  }

  private void bookOne(
      TransactionReplies replies, Posting posting, Recipient recipient, Optional<Break> broken) {
    Optional<Reply> rcpt = replies.toRcpt(recipient);
    Optional<Reply> end = replies.toContent();
    if (replies.mailRefusal().isPresent()) {
      refused(posting, recipient, DialogueStep.MAIL, replies.mailRefusal().get());
    } else if (replies.rcptRefusal(recipient).isPresent()) {
      refused(posting, recipient, DialogueStep.RCPT, rcpt.orElseThrow());
    } else if (rcpt.isPresent() && end.filter(Reply::isPositiveCompletion).isPresent()) {
      begun.computeIfAbsent(posting, p -> new HashSet<>()).add(recipient);
      posting.ledger().accepted(recipient, attempt, end.get());
    } else if (rcpt.isPresent() && end.isPresent()) {
      refused(posting, recipient, DialogueStep.FINAL, end.get());
    } else if (broken.isPresent()) {
      failed(posting, recipient, attempt, broken.get().forRecipient(recipient));
    } else if (rcpt.isPresent() && replies.toData().isPresent()) {
      refused(posting, recipient, DialogueStep.DATA, replies.toData().get());
    } else {
      failed(posting, recipient, attempt, closing(replies));
    }
  }

  private static Verdict closing(TransactionReplies replies) {
    Reply reply =
        replies
            .closing()
            .orElseThrow(() -> new AssertionError("a transaction stopped without any reason"));
    return FailureClassifier.ofReply(DialogueStep.RCPT, reply);
  }

  private void refused(Posting posting, Recipient recipient, DialogueStep step, Reply reply) {
    Attempt said = attempt.toBuilder().reply(reply).build();
    failed(posting, recipient, said, FailureClassifier.ofReply(step, reply));
  }

  private void failed(Posting posting, Recipient recipient, Attempt said, Verdict verdict) {
    begun.computeIfAbsent(posting, p -> new HashSet<>()).add(recipient);
    posting.ledger().failed(recipient, said, verdict);
  }
}
