package org.enforcedtls.queue.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.QueueTimes;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.enforcedtls.queue.internal.store.Results.End;
import org.enforcedtls.queue.internal.store.Results.Finding;
import org.enforcedtls.queue.internal.store.Results.Next;
import org.enforcedtls.queue.internal.store.Results.Result;

/** A store, and what can be done with it, for nodes of any name. */
final class StoreScene {
  private static final Trouble TROUBLE =
      new Trouble("4.4.1", Cause.of(CauseCode.CONNECT_FAILED, "refused"), Optional.empty());
  static final Duration LEASE = Duration.ofMinutes(5);

  private final Database database;
  private final TestClock clock;
  private final DestinationRows destinations;

  StoreScene(Database database, TestClock clock, Function<Domain, DestinationLimits> limits) {
    this.database = database;
    this.clock = clock;
    this.destinations = new DestinationRows(limits, failures -> Duration.ofMinutes(failures));
  }

  Database database() {
    return database;
  }

  TestClock clock() {
    return clock;
  }

  Enqueueing enqueueing() {
    return new Enqueueing(database, QueueTimes.defaults(), clock);
  }

  Claims claims(String node) {
    return new Claims(database, destinations, new Claims.Node(node, LEASE));
  }

  Results results(String node) {
    return new Results(database, destinations, new Claims.Node(node, LEASE));
  }

  static QueueSubmission.Builder mail(String... recipients) {
    Envelope.Builder envelope = Envelope.from("reports@bank.example");
    for (String recipient : recipients) {
      envelope.to(recipient);
    }
    return QueueSubmission.builder(
        envelope.build(), MailContent.ofOctets("Subject: x\n\nbody\n".getBytes(UTF_8)));
  }

  QueueId enqueue(String... recipients) throws IOException {
    return enqueue(mail(recipients));
  }

  QueueId enqueue(QueueSubmission.Builder mail) throws IOException {
    return enqueueing().enqueue(List.of(mail.build())).get(0);
  }

  static End end(Claim claim, Reach reach) {
    Optional<Trouble> trouble = reach == Reach.DOWN ? Optional.of(TROUBLE) : Optional.empty();
    return new End(claim, reach, trouble, Optional.empty());
  }

  /** All of the claim got this state, at once. */
  int settle(String node, Claim claim, RecipientState state) throws IOException {
    return settle(node, claim, state, Optional.empty());
  }

  /** All of the claim are tried again later. */
  int putOff(String node, Claim claim, Duration by) throws IOException {
    return settle(node, claim, RecipientState.WAITING, Optional.of(by));
  }

  private int settle(String node, Claim claim, RecipientState state, Optional<Duration> again)
      throws IOException {
    List<Result> results = new ArrayList<>();
    for (Claim.Message message : claim.messages()) {
      for (Claim.Place place : message.places().values()) {
        Next next = new Next(state, again.map(by -> again(message, by)).orElse(null), null);
        results.add(
            new Result(
                claim,
                message.id(),
                place,
                next,
                new Finding("any", "2.0.0", null, null, null, "")));
      }
    }
    return results(node).write(results, List.of(end(claim, Reach.REACHED)));
  }

  private Results.Again again(Claim.Message message, Duration by) {
    return new Results.Again(clock.instant().plus(by), message.lifetime().expiresAt());
  }

  long count(String table) throws IOException {
    return database.read(sql -> sql.number("SELECT COUNT(*) FROM " + table));
  }
}
