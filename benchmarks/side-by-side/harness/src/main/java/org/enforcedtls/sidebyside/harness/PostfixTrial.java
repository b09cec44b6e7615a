package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Postfix: its queue is filled first, then its queue manager starts and the time runs until the
 * sink has the last message. It writes to disk for each message, which the others do not.
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

  Fields run(Sink sink) throws IOException, InterruptedException {
    Work work = scenario.work();
    try (PostfixInstance postfix = PostfixInstance.start(workshop, work, sink.port())) {
      new ClearInjector(postfix.port(), work).injectAll();
      Fields before = sink.counters();
      double cpu = postfix.cpuSeconds();
      long began = System.nanoTime();
      postfix.startSending();
      Fields after = awaitAll(sink, began, postfix);
      double seconds = (System.nanoTime() - began) / 1e9;
      cpu = postfix.cpuSeconds() - cpu;
      return new Fields(
              Map.of(
                  "warmUp",
                  0.0,
                  "messages",
                  (double) work.counted(),
                  "seconds",
                  seconds,
                  "cpuSeconds",
                  cpu,
                  "messageMillis",
                  postfix.medianMillis()))
          .and(after.since(before, "sink_").without("sink_openMax"));
    }
  }

  private Fields awaitAll(Sink sink, long began, PostfixInstance postfix)
      throws IOException, InterruptedException {
    Fields counters = sink.counters();
    while (counters.number("messages") < scenario.work().counted()) {
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
