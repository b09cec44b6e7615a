package org.enforcedtls.queue.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.RecipientState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full in earnest: a small file system in memory, which only root can mount. */
class SqliteFullDiskTest {
  private static final int SIZE_OCTETS = 8 * 1024 * 1024;
  private static final int BLOCK_OCTETS = 4096;
  private static final int SOME = 50;
  private static final String FULL = "is full: nothing was written";

  @TempDir private Path directory;
  private final TestClock clock = new TestClock();

  /** Unmounted in every case. */
  private record Disk(Path mountPoint) implements AutoCloseable {
    static Disk mount(Path mountPoint) {
      int exit =
          run("mount", "-t", "tmpfs", "-o", "size=" + SIZE_OCTETS, "tmpfs", mountPoint.toString());
      if (exit != 0) {
        System.err.println("SKIPPED: a full disk needs root, who may mount a tmpfs");
      }
      assumeTrue(exit == 0, "a tmpfs cannot be mounted");
      return new Disk(mountPoint);
    }

    private static int run(String... command) {
      try {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
      } catch (IOException e) {
        System.err.println(e.getMessage());
        return -1;
      }
    }

    /** To the last block. */
    void fill() throws IOException {
      try (OutputStream out = Files.newOutputStream(filler())) {
        byte[] block = new byte[BLOCK_OCTETS];
        assertThatThrownBy(
                () -> {
                  while (true) {
                    out.write(block);
                  }
                })
            .isInstanceOf(IOException.class);
      }
      assertThat(Files.getFileStore(mountPoint).getUsableSpace()).isZero();
    }

    void makeRoom() throws IOException {
      Files.delete(filler());
    }

    private Path filler() {
      return mountPoint.resolve("filler");
    }

    @Override
    public void close() throws IOException {
      if (run("umount", mountPoint.toString()) != 0) {
        run("umount", "--lazy", mountPoint.toString());
        throw new IOException("a file on " + mountPoint + " was still open");
      }
    }
  }

  @Test
  void fullDiskRefusesClearlyLosesNothingAcknowledgedAndWorksAgainWithRoom() throws Exception {
    try (Disk disk = Disk.mount(directory)) {
      List<QueueId> acknowledged = new ArrayList<>();
      try (Database database = open()) {
        StoreScene scene = sceneOf(database);
        enqueueSome(scene, acknowledged);
        Claim underWay = scene.claims("a").next().orElseThrow();
        disk.fill();

        assertRefused(scene, acknowledged);
        assertThat(scene.count("queue_recipient")).as("can be looked at").isPositive();
        assertThatThrownBy(() -> scene.settle("a", underWay, RecipientState.ACCEPTED))
            .isInstanceOf(QueueStoreException.class)
            .hasMessageContaining(FULL);
        enqueueIfPossible(scene, acknowledged);

        disk.makeRoom();
        assertThat(scene.putOff("a", underWay, Duration.ZERO)).isZero();
        enqueueSome(scene, acknowledged);
        disk.fill();
        assertRefused(scene, acknowledged);
      }
      disk.makeRoom();
      try (Database database = open()) {
        StoreScene scene = sceneOf(database);
        enqueueSome(scene, acknowledged);
        List<QueueId> found = new ArrayList<>();
        for (Optional<Claim> claim = next(scene); claim.isPresent(); claim = next(scene)) {
          claim.get().messages().forEach(message -> found.add(message.id()));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(acknowledged);
      }
    }
  }

  private Database open() throws IOException {
    return SqliteDatabase.open(directory, clock);
  }

  private StoreScene sceneOf(Database database) {
    return new StoreScene(
        database, clock, domain -> DestinationLimits.defaults().withClaims(1_000));
  }

  private static Optional<Claim> next(StoreScene scene) throws IOException {
    return scene.claims("a").next();
  }

  private static void enqueueSome(StoreScene scene, List<QueueId> acknowledged) throws IOException {
    for (int i = 0; i < SOME; i++) {
      acknowledged.add(scene.enqueue("a" + i + "@fi.example"));
    }
  }

  /** What fits into the files as they are is taken; then comes the refusal. */
  private static void assertRefused(StoreScene scene, List<QueueId> acknowledged) {
    assertThatThrownBy(
            () -> {
              while (true) {
                acknowledged.add(scene.enqueue("a@fi.example"));
              }
            })
        .isInstanceOf(QueueStoreException.class)
        .hasMessageContaining(FULL);
  }

  private static void enqueueIfPossible(StoreScene scene, List<QueueId> acknowledged) {
    try {
      acknowledged.add(scene.enqueue("a@fi.example"));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(FULL);
    }
  }
}
