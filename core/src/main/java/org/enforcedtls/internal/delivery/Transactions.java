package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.Transaction;
import org.enforcedtls.internal.session.TransactionRequest;
import org.enforcedtls.internal.wire.StepTimer;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.reply.Reply;

/**
 * The transactions of one session: recipients whose needs agree go together, and those that the
 * host put off for being too many go in a further one at once. For one thread.
 */
final class Transactions {
  /** What is left of the session. */
  enum Result {
    /** All is said, and the session can serve another delivery. */
    SESSION_USABLE,
    /** All is said, and the session is of no further use. */
    SESSION_SPENT,
    /**
     * The host had left the reused session before anything was said: nothing is in the ledger, and
     * everything can be sent on another connection.
     */
    UNNOTICED
  }

  private final PooledSession pooled;
  private final SmtpSession session;
  private final DomainMail mail;
  private final Attempt attempt;
  private final Ledger ledger;
  private final Set<Recipient> heard = new HashSet<>();
  private boolean isUnnoticed;

  Transactions(PooledSession pooled, DomainMail mail, Attempt attempt, Ledger ledger) {
    this.pooled = pooled;
    this.session = pooled.session();
    this.mail = mail;
    this.attempt = attempt;
    this.ledger = ledger;
  }

  /** Sends to every pending recipient. Blocking. */
  Result run() {
    for (List<Recipient> group : groups()) {
      TransactionRequest request = mail.requestFor(group);
      Optional<Verdict> shortfall =
          Shortfall.of(session.capabilities(), request).map(Shortfall::verdict);
      if (shortfall.isPresent()) {
        group.forEach(recipient -> failed(recipient, attempt, shortfall.get()));
        continue;
      }
      Optional<Verdict> broken = send(request);
      if (isUnnoticed) {
        return Result.UNNOTICED;
      }
      if (broken.isPresent()) {
        failUnheard(broken.get());
        return Result.SESSION_SPENT;
      }
    }
    return Result.SESSION_USABLE;
  }

  /** Those whose turn had not come when the session broke failed with it. */
  private void failUnheard(Verdict verdict) {
    ledger.pending().stream()
        .filter(recipient -> !heard.contains(recipient))
        .forEach(recipient -> failed(recipient, attempt, verdict));
  }

  /**
   * An address that needs SMTPUTF8 must not spoil the others where a host lacks it; and a host may
   * take but so many in one transaction.
   */
  private List<List<Recipient>> groups() {
    List<Recipient> plain = new ArrayList<>();
    List<Recipient> international = new ArrayList<>();
    for (Recipient recipient : ledger.pending()) {
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

  /** Sends one group, in as many transactions as the host wants; says why the session broke. */
  private Optional<Verdict> send(TransactionRequest first) {
    StepTimer timer = pooled.timer();
    TransactionRequest request = first;
    while (!request.recipients().isEmpty()) {
      Transaction transaction = session.begin(request);
      try {
        transaction.run(Optional.empty());
      } catch (IOException e) {
        Optional<Verdict> broken = Optional.of(FailureClassifier.ofException(e, timer));
        if (isStale(transaction)) {
          isUnnoticed = true;
          return broken;
        }
        book(transaction, request, broken);
        return broken;
      }
      if (isStale(transaction)) {
        isUnnoticed = true;
        return Optional.of(closing(transaction));
      }
      request = request.withRecipients(book(transaction, request, Optional.empty()));
      if (transaction.replies().isClosing()) {
        return Optional.of(closing(transaction));
      }
      // The next transaction must not find the last one half done.
      if (transaction.isUnfinished()) {
        Optional<Verdict> broken = reset();
        if (broken.isPresent()) {
          return broken;
        }
      }
    }
    return Optional.empty();
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
  private boolean isStale(Transaction transaction) {
    return pooled.isReused()
        && heard.isEmpty()
        && transaction.isUnnoticed()
        && pooled.timer().expiry().isEmpty();
  }

  /**
   * Writes down what the transaction means for each recipient; returns those to be sent at once.
   */
  private List<Recipient> book(
      Transaction transaction, TransactionRequest request, Optional<Verdict> broken) {
    boolean anyAccepted =
        transaction.replies().toContent().filter(Reply::isPositiveCompletion).isPresent();
    List<Recipient> putOff = new ArrayList<>();
    for (Recipient recipient : request.recipients()) {
      Optional<Reply> refusal = transaction.replies().rcptRefusal(recipient);
      boolean isPutOff =
          refusal
              .filter(r -> FailureClassifier.isTooManyRecipients(DialogueStep.RCPT, r))
              .isPresent();
      if (isPutOff && anyAccepted && !transaction.replies().isClosing()) {
        putOff.add(recipient);
      } else {
        bookOne(transaction, recipient, broken);
      }
    }
    return putOff;
  }

  private void bookOne(Transaction transaction, Recipient recipient, Optional<Verdict> broken) {
    Optional<Reply> rcpt = transaction.replies().toRcpt(recipient);
    Optional<Reply> end = transaction.replies().toContent();
    if (transaction.replies().mailRefusal().isPresent()) {
      refused(recipient, DialogueStep.MAIL, transaction.replies().mailRefusal().get());
    } else if (rcpt.filter(reply -> !reply.isPositiveCompletion()).isPresent()) {
      refused(recipient, DialogueStep.RCPT, rcpt.get());
    } else if (rcpt.isPresent() && end.filter(Reply::isPositiveCompletion).isPresent()) {
      ledger.accepted(recipient, attempt, end.get());
    } else if (rcpt.isPresent() && end.isPresent()) {
      refused(recipient, DialogueStep.FINAL, end.get());
    } else if (broken.isPresent()) {
      boolean isInDoubt = transaction.isInDoubt(recipient);
      failed(
          recipient, attempt, isInDoubt ? FailureClassifier.inDoubt(broken.get()) : broken.get());
    } else if (rcpt.isPresent() && transaction.replies().toData().isPresent()) {
      refused(recipient, DialogueStep.DATA, transaction.replies().toData().get());
    } else {
      failed(recipient, attempt, closing(transaction));
    }
  }

  private static Verdict closing(Transaction transaction) {
    Reply reply =
        transaction
            .replies()
            .closing()
            .orElseThrow(() -> new AssertionError("a transaction stopped without any reason"));
    return FailureClassifier.ofReply(DialogueStep.RCPT, reply);
  }

  private void refused(Recipient recipient, DialogueStep step, Reply reply) {
    Attempt said = attempt.toBuilder().reply(reply).build();
    failed(recipient, said, FailureClassifier.ofReply(step, reply));
  }

  private void failed(Recipient recipient, Attempt said, Verdict verdict) {
    heard.add(recipient);
    ledger.failed(recipient, said, verdict);
  }
}
