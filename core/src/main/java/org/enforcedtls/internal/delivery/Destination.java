package org.enforcedtls.internal.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.enforcedtls.internal.time.Deadline;

/**
 * The connections to one address of one MX host under one policy: places for so many, given to
 * those who wait in the order in which they came, and the sessions at rest. The number adapts to
 * what the host takes: it is halved when the host finds the connections too many, and grows by one
 * with every hundred deliveries after that. Safe for use by several threads at once.
 */
final class Destination {
  private static final int SUCCESSES_FOR_ONE_MORE = 100;

  private final int maxPlaces;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> waiting = new ArrayDeque<>();
  private final Deque<PooledSession> resting = new ArrayDeque<>();
  private int places;
  private int taken;
  private int successes;
  private boolean isClosed;

  Destination(int maxPlaces) {
    this.maxPlaces = maxPlaces;
    this.places = maxPlaces;
  }

  /**
   * Waits for a place. False if there was none by the deadline, or the pool was closed.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  boolean enter(Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (isClosed) {
        return false;
      }
      if (taken < places && waiting.isEmpty()) {
        taken++;
        return true;
      }
      return await(deadline);
    } finally {
      lock.unlock();
    }
  }

  /** Takes a place if there is one that nobody waits for. */
  boolean enterAtOnce() {
    lock.lock();
    try {
      boolean isFree = !isClosed && taken < places && waiting.isEmpty();
      taken += isFree ? 1 : 0;
      return isFree;
    } finally {
      lock.unlock();
    }
  }

  boolean hasResting() {
    lock.lock();
    try {
      return !resting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Deadline deadline) throws InterruptedException {
    Condition turn = lock.newCondition();
    waiting.addLast(turn);
    try {
      while (!isClosed && (waiting.peekFirst() != turn || taken >= places)) {
        long nanos = deadline.remaining().toNanos();
        if (nanos == 0) {
          return false;
        }
        turn.awaitNanos(nanos);
      }
      if (!isClosed) {
        taken++;
      }
      return !isClosed;
    } finally {
      waiting.remove(turn);
      callNext();
    }
  }

  /** Whoever is first may find a place now. */
  private void callNext() {
    Condition first = waiting.peekFirst();
    if (first != null && taken < places) {
      first.signal();
    }
  }

  /** Gives a place back, and with it a session if it can be used again. */
  void leave(Optional<PooledSession> usable) {
    boolean isKept = false;
    lock.lock();
    try {
      taken--;
      if (usable.isPresent() && !isClosed) {
        usable.get().rest();
        resting.addLast(usable.get());
        isKept = true;
      }
      callNext();
    } finally {
      lock.unlock();
    }
    if (usable.isPresent() && !isKept) {
      usable.get().quit();
    }
  }

  /** The session that rested least and can still be used; the others that cannot are ended. */
  Optional<PooledSession> takeResting() {
    Optional<PooledSession> last = lastResting();
    while (last.isPresent() && !last.get().isUsable()) {
      last.get().quit();
      last = lastResting();
    }
    return last;
  }

  private Optional<PooledSession> lastResting() {
    lock.lock();
    try {
      return Optional.ofNullable(resting.pollLast());
    } finally {
      lock.unlock();
    }
  }

  /** The host says that there are too many connections; true if it has others of this client. */
  boolean tooMany() {
    lock.lock();
    try {
      places = Math.max(1, Math.min(places, taken) / 2);
      successes = 0;
      return taken > 1;
    } finally {
      lock.unlock();
    }
  }

  void succeeded() {
    lock.lock();
    try {
      if (places < maxPlaces && ++successes % SUCCESSES_FOR_ONE_MORE == 0) {
        places++;
        callNext();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes out what has rested too long. */
  List<PooledSession> takeOverdue() {
    List<PooledSession> overdue = new ArrayList<>();
    lock.lock();
    try {
      for (Iterator<PooledSession> all = resting.iterator(); all.hasNext(); ) {
        PooledSession next = all.next();
        if (next.isOverdue()) {
          all.remove();
          overdue.add(next);
        }
      }
    } finally {
      lock.unlock();
    }
    return overdue;
  }

  /** Whether nothing would be lost with it: nobody is here, and nothing was learnt. */
  boolean isForgettable() {
    lock.lock();
    try {
      return taken == 0 && resting.isEmpty() && waiting.isEmpty() && places == maxPlaces;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more, and hands out the sessions at rest. */
  List<PooledSession> close() {
    lock.lock();
    try {
      isClosed = true;
      waiting.forEach(Condition::signal);
      List<PooledSession> last = List.copyOf(resting);
      resting.clear();
      return last;
    } finally {
      lock.unlock();
    }
  }
}
