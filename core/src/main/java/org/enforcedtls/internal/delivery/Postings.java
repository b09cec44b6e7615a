package org.enforcedtls.internal.delivery;

import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.policy.OnFailure;

/**
 * The messages that go to one recipient domain together: what is found out about the way there
 * concerns all of them. For one thread.
 *
 * @param heading of all
 * @param all at least one
 * @param deadline of all
 */
record Postings(Heading heading, List<Posting> all, Deadline deadline) {
  Postings {
    all = List.copyOf(all);
  }

  Domain domain() {
    return heading.domain();
  }

  /** Those that have a recipient without outcome. */
  List<Posting> open() {
    return all.stream().filter(posting -> !posting.ledger().isSettled()).toList();
  }

  boolean areSettled() {
    return all.stream().allMatch(posting -> posting.ledger().isSettled());
  }

  void decidedBy(PolicyEvidence policy, OnFailure onFailure) {
    all.forEach(posting -> posting.ledger().decidedBy(policy, onFailure));
  }

  void hostWasLeftOut() {
    all.forEach(posting -> posting.ledger().hostWasLeftOut());
  }

  void failed(Verdict verdict) {
    open().forEach(posting -> posting.ledger().failedForAll(verdict));
  }

  void failed(Attempt attempt, Verdict verdict) {
    open().forEach(posting -> posting.ledger().failedForAll(attempt, verdict));
  }

  void concludeRest() {
    all.forEach(posting -> posting.ledger().concludeRest());
  }
}
