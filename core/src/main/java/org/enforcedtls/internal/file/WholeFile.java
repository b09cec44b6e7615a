package org.enforcedtls.internal.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files beside, forces them to the disk and puts them into their place in one step, so that
 * at every moment there is the old one or the new one, for this process, for others and after a
 * crash.
 */
public final class WholeFile {
  /** What the name of a file begins with that is not in its place yet; no domain begins so. */
  public static final String UNFINISHED = ".new-";

  private WholeFile() {}

  /**
   * Writes a file in place of what is there. Blocking.
   *
   * @param directory of the file, which exists
   * @param name of the file
   * @param octets all of them
   * @throws IOException if it cannot be written; what was there still is then
   */
  public static void replace(Path directory, Path name, byte[] octets) throws IOException {
    Path unfinished = Files.createTempFile(directory, UNFINISHED, "");
    try {
      // A channel would be closed under us if the thread is interrupted.
      try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
        out.write(octets);
        out.getFD().sync();
      }
      Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    forceDirectory(directory);
  }

  /**
   * Makes what was moved or deleted in a directory last. Blocking.
   *
   * @param directory the directory
   * @throws IOException if it cannot be forced to the disk
   */
  public static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException e) {
      // Windows opens no directories, and writes their changes down by itself.
    }
  }
}
