package org.enforcedtls.testkit.mx;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends more than the buffers of TCP hold, to a server that does not read. */
final class HeldUpWriter {
  static final long SIZE_OCTETS = 64L << 20;
  private static final String PIECE = "x".repeat(1 << 16);

  private final AtomicLong sentOctets = new AtomicLong();
  private final CountDownLatch failed = new CountDownLatch(1);

  static HeldUpWriter start(RawClient client) {
    HeldUpWriter writer = new HeldUpWriter();
    Thread thread = new Thread(() -> writer.send(client), "held-up writer");
    thread.setDaemon(true);
    thread.start();
    return writer;
  }

  private void send(RawClient client) {
    try {
      while (sentOctets.get() < SIZE_OCTETS) {
        client.send(PIECE);
        sentOctets.addAndGet(PIECE.length());
      }
    } catch (IOException e) {
      failed.countDown();
    }
  }

  /** What was sent when nothing has moved for half a second. */
  long sentWhenHeldUp() {
    long before = -1;
    long now = sentOctets.get();
    while (now != before && now < SIZE_OCTETS) {
      before = now;
      await(500);
      now = sentOctets.get();
    }
    return now;
  }

  void awaitFailure() {
    if (!await(10_000)) {
      throw new AssertionError("the writer is still held up");
    }
  }

  private boolean await(long millis) {
    try {
      return failed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
