package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Postfix. Where only sending is measured, its queue is filled first, then its queue manager starts
 * and the time runs until the sink has the last message. Otherwise it warms up as the others do,
 * and the time runs from the first message it takes to the last it has taken, or to the last at the
 * sink.
 */
final class PostfixTrial {
  private static final int BETWEEN_MILLIS = 10;

  private final Workshop workshop;
  private final Scenario scenario;
  private final Duration patience;

  PostfixTrial(Workshop workshop, Scenario scenario, Duration patience) {
    this.workshop = workshop;
    this.scenario = scenario;
    this.patience = patience;
  }

  Fields run(Peer.Postfix peer, Sink sink) throws IOException, InterruptedException {
    try (PostfixInstance postfix =
        PostfixInstance.start(workshop, scenario, sink.port(), peer.manner())) {
      if (!scenario.has(Scenario.Trait.QUEUE)) {
        return drained(postfix, sink);
      }
      return scenario.has(Scenario.Trait.HOLD_BACK)
          ? taken(postfix, sink)
          : throughTheQueue(postfix, sink);
    }
  }

  private Fields drained(PostfixInstance postfix, Sink sink)
      throws IOException, InterruptedException {
    int all = scenario.work().counted();
    ClearInjector.counted(postfix.port(), scenario.work()).injectAll();
    Fields before = sink.counters();
    Stopwatch watch = Stopwatch.start(postfix);
    postfix.startSending();
    Fields after = awaitAll(all, sink, postfix);
    return watch
        .stop(0, all)
        .with("messageMillis", postfix.medianMillis())
        .and(after.since(before, "sink_").without("sink_openMax"));
  }

  private Fields taken(PostfixInstance postfix, Sink sink)
      throws IOException, InterruptedException {
    Work work = scenario.work();
    ClearInjector.warmUp(postfix.port(), work).injectAll();
    Stopwatch watch = Stopwatch.start(postfix);
    ClearInjector.counted(postfix.port(), work).injectAll();
    Fields measured = watch.stop(work.warmed(), work.counted());
    postfix.startSending();
    awaitAll(work.warmed() + work.counted(), sink, postfix);
    return measured;
  }

  private Fields throughTheQueue(PostfixInstance postfix, Sink sink)
      throws IOException, InterruptedException {
    Work work = scenario.work();
    postfix.startSending();
    ClearInjector.warmUp(postfix.port(), work).injectAll();
    Fields before = awaitAll(work.warmed(), sink, postfix);
    Stopwatch watch = Stopwatch.start(postfix);
    ClearInjector.counted(postfix.port(), work).injectAll();
    Fields after = awaitAll(work.warmed() + work.counted(), sink, postfix);
    return watch
        .stop(work.warmed(), work.counted())
        .and(after.since(before, "sink_").without("sink_openMax"));
  }

  /** The time that it takes, and that of the processors. */
  private record Stopwatch(PostfixInstance postfix, long began, double cpuSeconds) {
    static Stopwatch start(PostfixInstance postfix) throws IOException {
      return new Stopwatch(postfix, System.nanoTime(), postfix.cpuSeconds());
    }

    Fields stop(int warmUp, int messages) throws IOException {
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Fields(
          Map.of(
              "warmUp",
              (double) warmUp,
              "messages",
              (double) messages,
              "seconds",
              seconds,
              "cpuSeconds",
              postfix.cpuSeconds() - cpuSeconds));
    }
  }

  private Fields awaitAll(int messages, Sink sink, PostfixInstance postfix)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Fields counters = sink.counters();
    while (counters.number("messages") < messages) {
      if (System.nanoTime() - began > patience.toNanos()) {
        throw new IOException(
            "expected all sent within "
                + patience
                + ", found "
                + counters.members()
                + "; the log ends: "
                + postfix.lastOfLog());
      }
      Thread.sleep(BETWEEN_MILLIS);
      counters = sink.counters();
    }
    return counters;
  }
}
