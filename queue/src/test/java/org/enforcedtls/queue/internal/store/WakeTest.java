package org.enforcedtls.queue.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WakeTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Wake wake = new Wake();

  @Test
  void wakeWhileNobodyWaitsIsKeptForOne() throws InterruptedException {
    wake.wake();
    wake.wake();

    wake.await(LONG);
    long begin = System.nanoTime();
    wake.await(Duration.ofMillis(20));
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @Test
  void asManyWakesWakeAllThatWait() throws InterruptedException {
    CountDownLatch awake = new CountDownLatch(5);
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Thread thread = new Thread(() -> awaitOnce(awake));
      thread.start();
      waiting.add(thread);
    }
    while (!waiting.stream().allMatch(t -> t.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    waiting.forEach(thread -> wake.wake());
    assertThat(awake.await(LONG.toSeconds() / 2, TimeUnit.SECONDS)).isTrue();
  }

  private void awaitOnce(CountDownLatch awake) {
    try {
      wake.await(LONG);
      awake.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
