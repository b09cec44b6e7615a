package org.enforcedtls.queue.internal.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.Results.Result;

/**
 * Delivers a claim, and has each outcome written. Nothing more is sent on a connection until it is
 * written that the message before was accepted: whoever kills this node makes it forget but what
 * was just being said. Safe for use by several threads at once.
 */
final class Courier {
  private final EnforcedTlsClient client;
  private final Judgement judgement;
  private final ResultWriter writer;
  private final BooleanSupplier isStopping;

  Courier(
      EnforcedTlsClient client,
      Judgement judgement,
      ResultWriter writer,
      BooleanSupplier isStopping) {
    this.client = client;
    this.judgement = judgement;
    this.writer = writer;
    this.isStopping = isStopping;
  }

  /** Delivers. Blocking; all is written when it returns. */
  void deliver(Claim claim) {
    Trip trip = new Trip(claim);
    try {
      client.deliverAll(trip.cargo.keySet(), trip::settled);
    } finally {
      writer.end(trip.finding.endOf(claim));
    }
  }

  /** What is cancelled since this node stops has not been tried: another may do so at once. */
  private boolean isHandedBack(RecipientOutcome outcome) {
    Optional<CauseCode> code = outcome.failure().map(Cause::code);
    return isStopping.getAsBoolean() && code.filter(CauseCode.CANCELLED::equals).isPresent();
  }

  /** One claim under way. Safe for use by several threads at once. */
  private final class Trip {
    private final Claim claim;
    private final IdentityHashMap<OutgoingMail, Parcel> cargo = new IdentityHashMap<>();
    private final DestinationFinding finding = new DestinationFinding();

    /**
     * Counted from the claim, so that a clock of this node that jumps or is wrong plays no part.
     */
    private final long begin = System.nanoTime();

    Trip(Claim claim) {
      this.claim = claim;
      for (Claim.Message message : claim.messages()) {
        cargo.put(new OutgoingMail(message.envelope(), message.content()), new Parcel(message));
      }
    }

    void settled(OutgoingMail mail, RecipientOutcome outcome) {
      Parcel parcel = requireNonNull(cargo.get(mail), "mail");
      if (!isHandedBack(outcome)) {
        finding.add(mail.envelope().tlsWish(), outcome);
        Instant now = claim.takenAt().plus(Duration.ofNanos(System.nanoTime() - begin));
        Result result = judgement.of(claim, parcel.message, outcome, now);
        parcel.settled(outcome, writer.add(result));
      }
    }
  }

  /** One message of a claim. Safe for use by several threads at once. */
  private static final class Parcel {
    private final Claim.Message message;
    private final List<CompletableFuture<Boolean>> accepted = new ArrayList<>();
    private int unsettled;

    Parcel(Claim.Message message) {
      this.message = message;
      this.unsettled = message.places().size();
    }

    /** Blocks once it is the last, so that recipients of one message share a commit. */
    void settled(RecipientOutcome outcome, CompletableFuture<Boolean> written) {
      List<CompletableFuture<Boolean>> awaited = List.of();
      synchronized (this) {
        if (outcome.isAccepted()) {
          accepted.add(written);
        }
        if (--unsettled == 0) {
          awaited = List.copyOf(accepted);
        }
      }
      awaited.forEach(CompletableFuture::join);
    }
  }
}
