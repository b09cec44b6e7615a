package org.enforcedtls.internal.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.RecipientOutcome.Trace;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;

/**
 * What is known of each recipient of one domain: its attempts, its failures, its outcome once it
 * has one. For one thread.
 */
final class Ledger {
  private static final class Account {
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
  }

  private final Map<Recipient, Account> pending = new LinkedHashMap<>();
  private final Map<Recipient, RecipientOutcome> outcomes = new LinkedHashMap<>();
  private final Consumer<RecipientOutcome> settled;
  private Optional<PolicyEvidence> policy = Optional.empty();
  private OnFailure onFailure = OnFailure.HOLD;
  private boolean allHostsTried = true;

  /** About these recipients; the other is told each outcome at once. */
  Ledger(List<Recipient> recipients, Consumer<RecipientOutcome> settled) {
    this.settled = settled;
    recipients.forEach(recipient -> pending.put(recipient, new Account()));
  }

  /** Says which policy decides, once that is settled. */
  void decidedBy(PolicyEvidence policy, OnFailure onFailure) {
    this.policy = Optional.of(policy);
    this.onFailure = onFailure;
  }

  /** There is a host that is not asked, so that nobody can say what it would have said. */
  void hostWasLeftOut() {
    allHostsTried = false;
  }

  /** The recipients without outcome, in the caller's order. */
  List<Recipient> pending() {
    return List.copyOf(pending.keySet());
  }

  boolean isSettled() {
    return pending.isEmpty();
  }

  /** An MX host took responsibility for the recipient. */
  void accepted(Recipient recipient, Attempt attempt, Reply reply) {
    Account account = take(recipient);
    account.attempts.add(attempt.toBuilder().reply(reply).build());
    EnhancedStatusCode status =
        reply.enhancedStatusCode().orElseGet(() -> EnhancedStatusCode.of("2.0.0"));
    settle(
        recipient,
        new RecipientOutcome.Accepted(recipient.mailbox(), status, reply, trace(account)));
  }

  /** The attempt failed for the recipient; a verdict that is final settles it. */
  void failed(Recipient recipient, Attempt attempt, Verdict verdict) {
    Account account = accountOf(recipient);
    account.attempts.add(attempt.toBuilder().causes(verdict.causes()).build());
    add(recipient, account, verdict);
  }

  /** The attempt failed for everybody. */
  void failedForAll(Attempt attempt, Verdict verdict) {
    pending().forEach(recipient -> failed(recipient, attempt, verdict));
  }

  /** Something other than an attempt failed for everybody. */
  void failedForAll(Verdict verdict) {
    pending().forEach(recipient -> add(recipient, accountOf(recipient), verdict));
  }

  private void add(Recipient recipient, Account account, Verdict verdict) {
    account.verdicts.add(verdict);
    if (verdict.isFinal()) {
      take(recipient);
      conclude(recipient, account, verdict);
    }
  }

  /** No host is left: every recipient without outcome gets one from what was found. */
  void concludeRest() {
    for (Recipient recipient : pending()) {
      Account account = take(recipient);
      conclude(recipient, account, mostTelling(account.verdicts));
    }
  }

  /**
   * Permanent only if every host said so, and every one was asked; of those that decide, the one
   * that got furthest.
   */
  private Verdict mostTelling(List<Verdict> verdicts) {
    boolean isPermanent =
        verdicts.stream().allMatch(verdict -> verdict.conclusion() == Conclusion.PERMANENT);
    Conclusion conclusion = isPermanent ? Conclusion.PERMANENT : Conclusion.TRANSIENT;
    Comparator<Verdict> byProgress = Comparator.comparing(verdict -> verdict.cause().code());
    Verdict found =
        verdicts.stream()
            .filter(verdict -> verdict.conclusion() == conclusion)
            .reduce((first, next) -> byProgress.compare(next, first) > 0 ? next : first)
            .orElseThrow(() -> new AssertionError("a recipient was given up without any finding"));
    return isPermanent && !allHostsTried ? FailureClassifier.uncertain(found) : found;
  }

  private void conclude(Recipient recipient, Account account, Verdict verdict) {
    Verdict decided =
        onFailure == OnFailure.FAIL_NOW ? FailureClassifier.failedNow(verdict) : verdict;
    settle(recipient, outcome(recipient, decided, trace(account)));
  }

  private void settle(Recipient recipient, RecipientOutcome outcome) {
    outcomes.put(recipient, outcome);
    settled.accept(outcome);
  }

  private static RecipientOutcome outcome(Recipient recipient, Verdict verdict, Trace trace) {
    EnhancedStatusCode status = verdict.status();
    Cause cause = verdict.cause();
    return switch (verdict.conclusion()) {
      case TRANSIENT ->
          new RecipientOutcome.TransientFailure(recipient.mailbox(), status, cause, trace);
      case PERMANENT ->
          new RecipientOutcome.PermanentFailure(recipient.mailbox(), status, cause, trace);
      case IN_DOUBT -> new RecipientOutcome.InDoubt(recipient.mailbox(), status, cause, trace);
      case ACCEPTED -> throw new AssertionError("a verdict is about a failure");
    };
  }

  private Trace trace(Account account) {
    return new Trace(policy, account.attempts);
  }

  private Account accountOf(Recipient recipient) {
    Account account = pending.get(recipient);
    if (account == null) {
      throw new AssertionError("settled already, or of another domain: " + recipient);
    }
    return account;
  }

  private Account take(Recipient recipient) {
    Account account = accountOf(recipient);
    pending.remove(recipient);
    return account;
  }

  /** The outcome of each recipient. */
  Map<Recipient, RecipientOutcome> outcomes() {
    return outcomes;
  }
}
