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
  private final SmtpSession session;
  private final DomainMail mail;
  private final Attempt attempt;
  private final Ledger ledger;
  private final Set<Recipient> heard = new HashSet<>();

  Transactions(SmtpSession session, DomainMail mail, Attempt attempt, Ledger ledger) {
    this.session = session;
    this.mail = mail;
    this.attempt = attempt;
    this.ledger = ledger;
  }

  /** Sends to every pending recipient. Blocking. True if the session can still be used. */
  boolean run(StepTimer timer) {
    for (List<Recipient> group : groups()) {
      TransactionRequest request = mail.requestFor(group);
      Optional<Verdict> shortfall =
          Shortfall.of(session.capabilities(), request).map(Shortfall::verdict);
      if (shortfall.isPresent()) {
        group.forEach(recipient -> failed(recipient, attempt, shortfall.get()));
        continue;
      }
      Optional<Verdict> broken = send(request, timer);
      if (broken.isPresent()) {
        failUnheard(broken.get());
        return false;
      }
    }
    return true;
  }

  /** Those whose turn had not come when the session broke failed with it. */
  private void failUnheard(Verdict verdict) {
    ledger.pending().stream()
        .filter(recipient -> !heard.contains(recipient))
        .forEach(recipient -> failed(recipient, attempt, verdict));
  }

  /** An address that needs SMTPUTF8 must not spoil the others where a host lacks it. */
  private List<List<Recipient>> groups() {
    List<Recipient> plain = new ArrayList<>();
    List<Recipient> international = new ArrayList<>();
    for (Recipient recipient : ledger.pending()) {
      (recipient.mailbox().isInternationalized() ? international : plain).add(recipient);
    }
    List<List<Recipient>> groups = new ArrayList<>(List.of(plain, international));
    groups.removeIf(List::isEmpty);
    return groups;
  }

  /** Sends one group, in as many transactions as the host wants; says why the session broke. */
  private Optional<Verdict> send(TransactionRequest first, StepTimer timer) {
    TransactionRequest request = first;
    while (!request.recipients().isEmpty()) {
      Transaction transaction = session.begin(request);
      try {
        transaction.run(Optional.empty());
      } catch (IOException e) {
        Optional<Verdict> broken = Optional.of(FailureClassifier.ofException(e, timer));
        book(transaction, request, broken);
        return broken;
      }
      request = request.withRecipients(book(transaction, request, Optional.empty()));
      if (transaction.replies().isClosing()) {
        return Optional.of(closing(transaction));
      }
      // The next transaction must not find the last one half done.
      if (transaction.isUnfinished()) {
        Optional<Verdict> broken = reset(timer);
        if (broken.isPresent()) {
          return broken;
        }
      }
    }
    return Optional.empty();
  }

  /** Makes room for another transaction; says why the session broke. */
  private Optional<Verdict> reset(StepTimer timer) {
    try {
      return session.reset().map(closing -> FailureClassifier.ofReply(DialogueStep.MAIL, closing));
    } catch (IOException e) {
      return Optional.of(FailureClassifier.ofException(e, timer));
    }
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
