package org.enforcedtls.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is there whole or not at all. It is written under another name beside its own, which
 * is made at once: a place that cannot be written is known before the work is done. For one thread.
 */
final class ReportFile implements AutoCloseable {
  private final Path file;
  private final Path unfinished;

  private ReportFile(Path file, Path unfinished) {
    this.file = file;
    this.unfinished = unfinished;
  }

  /**
   * Makes room for a file; one that is there stays as it is until the new one is written.
   *
   * @param option that named it
   * @param path of the file
   * @return to be closed
   */
  static ReportFile open(String option, Path path) {
    try {
      Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("expected a file or nothing, found something else");
      }
      Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
      return new ReportFile(file, Files.createFile(unfinished));
    } catch (IOException e) {
      throw unusable(option + " " + path, e);
    }
  }

  void write(byte[] octets) {
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(octets);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(file.toString(), e);
    }
  }

  private static ConfigurationException unusable(String where, IOException e) {
    return new ConfigurationException(where + ": cannot write it: " + e.getMessage(), e);
  }

  /** Leaves nothing behind but a file that is whole. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw unusable(unfinished.toString(), e);
    }
  }
}
