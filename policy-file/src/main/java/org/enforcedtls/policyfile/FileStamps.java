package org.enforcedtls.policyfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What tells, without reading them, whether files are still as they were. A stamp is taken before
 * its file is read, so that a change during the reading is seen. For one thread until it is shared
 * and no more taken.
 */
final class FileStamps {
  private final Map<Path, String> stamps = new LinkedHashMap<>();

  void take(Path file) {
    stamps.put(file, stampOf(file));
  }

  /** Stamps of the same files, taken now. */
  FileStamps takenAgain() {
    FileStamps again = new FileStamps();
    stamps.keySet().forEach(again::take);
    return again;
  }

  /** The file key tells a file that was put in the place of another with the same size and time. */
  private static String stampOf(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileStamps that && stamps.equals(that.stamps);
  }

  @Override
  public int hashCode() {
    return stamps.hashCode();
  }

  @Override
  public String toString() {
    return stamps.toString();
  }
}
