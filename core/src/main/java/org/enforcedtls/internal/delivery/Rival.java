package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.internal.wire.Dialler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One race between two addresses of a host: the first is dialled by whoever delivers, the second by
 * {@link #run} on another thread, once the first has had its head start. Whoever connects first
 * ends the other. Safe for use by two threads at once.
 */
final class Rival implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Rival.class);

  /**
   * What the second is dialled with.
   *
   * @param address the second
   * @param key its place
   * @param deadline of the delivery
   */
  record Lane(InetAddress address, ConnectionPool.Key key, Deadline deadline) {}

  private enum State {
    WAITING,
    DIALLING,
    ARRIVED,
    OVER
  }

  private final ConnectionPool pool;
  private final Dialler dialler;
  private final Lane lane;
  private final Dial first;
  private final ReentrantLock lock = new ReentrantLock();
  private State state = State.WAITING;
  private @Nullable Dial second;
  private @Nullable Arrival arrival;

  Rival(ConnectionPool pool, Dialler dialler, Lane lane, Dial first) {
    this.pool = pool;
    this.dialler = dialler;
    this.lane = lane;
    this.first = first;
  }

  /** Dials the second address, if the first has not connected, and there is a place. Blocking. */
  @Override
  public void run() {
    Optional<ConnectionPool.Place> place = pool.placeAtOnce(lane.key());
    if (place.isEmpty()) {
      return;
    }
    boolean isArrived = false;
    try {
      Dial dial = dialler.prepare(lane.deadline());
      try {
        isArrived = begin(dial) && arrive(place.get(), dial, dial.connect(lane.address()));
      } finally {
        if (!isArrived) {
          dial.close();
        }
      }
    } catch (IOException e) {
      LOG.debug("{} was not faster", lane.address(), e);
    } finally {
      if (!isArrived) {
        place.get().close();
      }
    }
  }

  private boolean begin(Dial dial) {
    lock.lock();
    try {
      if (state != State.WAITING) {
        return false;
      }
      state = State.DIALLING;
      second = dial;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean arrive(ConnectionPool.Place place, Dial dial, Connection connection) {
    lock.lock();
    try {
      if (state != State.DIALLING) {
        return false;
      }
      state = State.ARRIVED;
      arrival = new Arrival(lane.address(), place, dial, connection);
      first.breakOff();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The dial to the first address is over, whatever came of it. Never blocks.
   *
   * @return the second connection, if that was faster: then the first is of no use
   */
  Optional<Arrival> settle() {
    lock.lock();
    try {
      if (state == State.DIALLING && second != null) {
        second.breakOff();
      }
      state = State.OVER;
      return Optional.ofNullable(arrival);
    } finally {
      lock.unlock();
    }
  }
}
