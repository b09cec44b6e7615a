package org.enforcedtls.policyfile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, followed while mail is sent: the last that could be read, whole. Safe for use
 * by several threads at once.
 */
final class FollowedFile<C extends FollowedFile.Content> {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);

  private final Subject<C> subject;
  private final PartnerFileListener listener;
  private final @Nullable PeriodicCheck check;
  private final ReentrantLock reloading = new ReentrantLock();

  /** Replaced only by the thread that holds the lock, read without it. */
  private volatile InUse<C> inUse;

  /** What a file was read into. */
  interface Content {
    /** How many rows there are. */
    int rows();

    /** All that it is made of: two contents with equal sources are equal. */
    Object source();
  }

  /** One reading of a file, and of those that it names. */
  interface Reading<C> {
    C read() throws IOException;

    /** Of the files that were read or looked for, also if reading failed. */
    FileStamps stamps();
  }

  /**
   * What is followed.
   *
   * @param words such as {@code partner table}
   * @param file the file
   * @param readings start a reading each
   */
  record Subject<C>(String words, Path file, Supplier<Reading<C>> readings) {}

  /**
   * How it is followed.
   *
   * @param checkInterval the least time between two looks; empty for none
   * @param clock tells the time between looks
   * @param listener is told of reloads
   */
  record Manner(
      Optional<Duration> checkInterval, InstantSource clock, PartnerFileListener listener) {}

  private record InUse<C>(C content, Optional<String> problem) {}

  /** Reads it for the first time. */
  FollowedFile(Subject<C> subject, Manner manner) throws IOException {
    this.subject = subject;
    this.listener = manner.listener();
    Reading<C> reading = subject.readings().get();
    this.inUse = new InUse<>(reading.read(), Optional.empty());
    this.check =
        manner
            .checkInterval()
            .map(interval -> new PeriodicCheck(interval, manner.clock(), reading.stamps()))
            .orElse(null);
  }

  /** What counts now; reads the file if a look at it is due and falls to this call. */
  C current() {
    if (check != null && check.findsSettledChange()) {
      reload();
    }
    return inUse.content();
  }

  C inUse() {
    return inUse.content();
  }

  Optional<String> problem() {
    return inUse.problem();
  }

  ReloadResult reload() {
    ReloadResult result;
    reloading.lock();
    try {
      result = readAgain();
    } finally {
      reloading.unlock();
    }
    tell(result);
    return result;
  }

  private ReloadResult readAgain() {
    Reading<C> reading = subject.readings().get();
    C before = inUse.content();
    try {
      C read = reading.read();
      boolean isUnchanged = read.source().equals(before.source());
      inUse = new InUse<>(isUnchanged ? before : read, Optional.empty());
      return isUnchanged ? new ReloadResult.Unchanged() : new ReloadResult.Reloaded(read.rows());
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage());
      inUse = new InUse<>(before, Optional.of(problem));
      return new ReloadResult.KeptLastGood(problem);
    } finally {
      if (check != null) {
        check.lookedAt(reading.stamps());
      }
    }
  }

  private void tell(ReloadResult result) {
    if (result instanceof ReloadResult.KeptLastGood kept) {
      LOG.warn("{}: the last good one stays in use. {}", this, kept.problem());
    } else {
      LOG.info("{}: {}", this, result);
    }
    try {
      listener.reloaded(subject.file(), result);
    } catch (RuntimeException e) {
      LOG.warn("A listener of {} failed", this, e);
    }
  }

  @Override
  public String toString() {
    return subject.words() + " " + subject.file();
  }
}
