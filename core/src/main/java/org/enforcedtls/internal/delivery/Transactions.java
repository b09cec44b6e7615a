package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.Transaction;
import org.enforcedtls.internal.session.TransactionReplies;
import org.enforcedtls.internal.session.TransactionRequest;
import org.enforcedtls.internal.wire.ProtocolException;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.policy.MxAuthentication;
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

  /** All contents in flight have to fit into the buffers between two hosts. */
  private static final long MAX_OCTETS_IN_FLIGHT = 64 * 1024;

  /** What goes in one transaction, and of which message it is. */
  private record Item(Posting posting, TransactionRequest request) {}

  private final PooledSession pooled;
  private final SmtpSession session;
  private final List<Posting> postings;
  private final Booking booking;
  private final MxAuthentication mxAuthentication;
  private final Deque<Item> items = new ArrayDeque<>();

  /** The next one, if its transaction has been made already. */
  private @Nullable Begun ahead;

  private boolean isUnnoticed;
  private int completed;

  Transactions(PooledSession pooled, List<Posting> postings, Attempt attempt) {
    this.pooled = pooled;
    this.session = pooled.session();
    this.postings = List.copyOf(postings);
    this.booking = new Booking(attempt);
    this.mxAuthentication = attempt.mxAuthentication();
    this.postings.forEach(
        posting -> groups(posting).forEach(group -> items.addLast(item(posting, group))));
  }

  private Item item(Posting posting, List<Recipient> recipients) {
    return new Item(posting, posting.mail().requestFor(recipients, mxAuthentication));
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
    while (ahead != null || next() != null) {
      if (ahead == null && !pooled.hasRoom()) {
        return Result.FULL;
      }
      List<Begun> flight = takeFlight();
      Optional<Verdict> broken = flight.size() == 1 ? run(flight.get(0)) : runTogether(flight);
      if (isUnnoticed) {
        return Result.UNNOTICED;
      }
      if (broken.isPresent()) {
        failRest(broken.get());
        return Result.BROKEN;
      }
    }
    return Result.USABLE;
  }

  /** The next one, and with it those that may be sent before it is answered. */
  private List<Begun> takeFlight() {
    List<Begun> flight = new ArrayList<>();
    Begun last = ahead == null ? begin() : ahead;
    ahead = null;
    flight.add(last);
    long octets = octets(last);
    while (flight.size() < pooled.maxMessagesInFlight()
        && last.transaction().canGoUnasked()
        && next() != null
        && pooled.hasRoom()) {
      last = begin();
      octets += octets(last);
      if (!last.transaction().canGoUnasked() || octets > MAX_OCTETS_IN_FLIGHT) {
        ahead = last;
        return flight;
      }
      flight.add(last);
    }
    return flight;
  }

  private static long octets(Begun begun) {
    return begun.request().survey().sizeOctets();
  }

  private Begun begin() {
    Item item = items.removeFirst();
    return new Begun(item.posting(), item.request(), session.begin(item.request()));
  }

  /** The postings that another connection may serve as if this one had not been. */
  List<Posting> untouched() {
    return postings.stream().filter(posting -> !booking.hasBegun(posting)).toList();
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
          .forEach(recipient -> booking.failed(first.posting(), recipient, shortfall.get()));
    }
    return null;
  }

  /** Runs a transaction and writes down what came of it; says why the session broke. */
  private Optional<Verdict> run(Begun begun) {
    Transaction transaction = begun.transaction();
    try {
      transaction.run(prepareNext());
    } catch (IOException e) {
      Booking.Break cut = breakBy(e);
      if (cut.isOurs() || !isForAnother(begun)) {
        booking.book(begun, Optional.of(cut));
      }
      return Optional.of(cut.verdict());
    }
    if (isForAnother(begun)) {
      return Optional.of(Booking.closing(transaction.replies()));
    }
    return settle(begun).or(() -> reset(transaction));
  }

  /** The same for several that are sent before the first is answered. */
  private Optional<Verdict> runTogether(List<Begun> flight) {
    try {
      session.together(flight.stream().map(Begun::transaction).toList()).run();
    } catch (ProtocolException e) {
      Verdict verdict = breakBy(e).verdict();
      flight.forEach(begun -> booking.bookMixedUp(begun, verdict));
      return Optional.of(verdict);
    } catch (IOException e) {
      return settleUntil(breakBy(e), flight);
    }
    for (Begun begun : flight) {
      if (isForAnother(begun)) {
        return Optional.of(Booking.closing(begun.transaction().replies()));
      }
      Optional<Verdict> closed = settle(begun);
      if (closed.isPresent()) {
        return closed;
      }
    }
    return reset(flight.get(flight.size() - 1).transaction());
  }

  private Booking.Break breakBy(IOException trouble) {
    return new Booking.Break(trouble, FailureClassifier.ofException(trouble, pooled.timer()));
  }

  /** Some may have been answered, some have been sent, and some neither. */
  private Optional<Verdict> settleUntil(Booking.Break cut, List<Begun> flight) {
    for (Begun begun : flight) {
      if (begun.transaction().replies().toContent().isPresent()) {
        settle(begun);
      } else if (!begun.transaction().isUnsent() && (cut.isOurs() || !isForAnother(begun))) {
        booking.book(begun, Optional.of(cut));
      }
    }
    return Optional.of(cut.verdict());
  }

  /** Writes down what came of a transaction that the host answered; a verdict if it closed then. */
  private Optional<Verdict> settle(Begun begun) {
    TransactionReplies replies = begun.transaction().replies();
    sendAtOnce(begun, booking.book(begun, Optional.empty()));
    if (replies.isClosing()) {
      return Optional.of(Booking.closing(replies));
    }
    completed++;
    return Optional.empty();
  }

  /** No more in one transaction than the host has just taken, or it would put most of them off. */
  private void sendAtOnce(Begun begun, List<Recipient> putOff) {
    int most = Math.max(1, begun.transaction().replies().accepted().size());
    for (int end = putOff.size(); end > 0; end -= most) {
      items.addFirst(item(begun.posting(), putOff.subList(Math.max(0, end - most), end)));
    }
  }

  /** Its envelope may leave with the end of the content before it. */
  private Optional<Transaction> prepareNext() {
    if (ahead == null && next() != null && pooled.hasRoom()) {
      ahead = begin();
    }
    return Optional.ofNullable(ahead).map(Begun::transaction);
  }

  /**
   * The next transaction must not find the last one half done. Says why the session broke, if it
   * did.
   */
  private Optional<Verdict> reset(Transaction last) {
    if (!last.isUnfinished()) {
      return Optional.empty();
    }
    try {
      return session.reset().map(closing -> FailureClassifier.ofReply(DialogueStep.MAIL, closing));
    } catch (IOException e) {
      return Optional.of(FailureClassifier.ofException(e, pooled.timer()));
    }
  }

  /**
   * Whether the host left before this transaction, for no reason that lies in it: then another
   * connection may serve it. A session on which nothing was done has not been noticed at all.
   */
  private boolean isForAnother(Begun begun) {
    boolean isSo =
        (pooled.isReused() || completed > 0)
            && !booking.hasBegun(begun.posting())
            && begun.transaction().isUnnoticed()
            && pooled.timer().expiry().isEmpty();
    isUnnoticed = isSo && completed == 0 && booking.isEmpty();
    return isSo;
  }

  /**
   * The session broke. What was begun fails with it; what was not may go on elsewhere, unless this
   * session got nothing done at all, as the next one would not either.
   */
  private void failRest(Verdict verdict) {
    for (Posting posting : postings) {
      if (completed == 0 || booking.hasBegun(posting)) {
        booking.bookRest(posting, verdict);
      }
    }
  }
}
