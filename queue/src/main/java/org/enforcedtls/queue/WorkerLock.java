package org.enforcedtls.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.enforcedtls.queue.entry.QueueStoreException;

/** Only one process works on a queue in a directory. The lock goes with the process. */
final class WorkerLock implements AutoCloseable {
  private static final String FILE = "worker.lock";

  private final Optional<FileChannel> channel;

  private WorkerLock(Optional<FileChannel> channel) {
    this.channel = channel;
  }

  /** Of a queue without directory there is nothing to lock. */
  static WorkerLock acquire(Optional<Path> directory) throws QueueStoreException {
    if (directory.isEmpty()) {
      return new WorkerLock(Optional.empty());
    }
    Path file = directory.get().resolve(FILE);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new QueueStoreException("the lock " + file + " cannot be made", e);
    }
    WorkerLock lock = new WorkerLock(Optional.of(channel));
    if (!isLocked(channel, file)) {
      lock.close();
      throw new IllegalStateException(
          "expected one worker of the queue in " + directory.get() + ", found another at work");
    }
    return lock;
  }

  private static boolean isLocked(FileChannel channel, Path file) throws QueueStoreException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new QueueStoreException("the lock " + file + " cannot be taken", e);
    }
  }

  @Override
  public void close() {
    channel.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            throw new IllegalStateException("the lock of the worker could not be given back", e);
          }
        });
  }
}
