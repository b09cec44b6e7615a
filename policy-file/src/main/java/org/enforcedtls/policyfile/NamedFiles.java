package org.enforcedtls.policyfile;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The files of one kind that a partner file names, each read once however many rows name it. For
 * one thread.
 */
final class NamedFiles<T> {
  private final Kind<T> kind;
  private final Path partnerFile;
  private final FileStamps stamps;
  private final Map<Path, Outcome<T>> outcomes = new LinkedHashMap<>();

  /**
   * What such files hold.
   *
   * @param words such as {@code trust anchors}
   * @param reader reads one
   * @param fingerprint tells two contents apart
   */
  record Kind<T>(String words, Reader<T> reader, Function<T, String> fingerprint) {}

  @FunctionalInterface
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private sealed interface Outcome<T> {
    record Content<T>(T content) implements Outcome<T> {}

    record Fault<T>(String text) implements Outcome<T> {}
  }

  /** Relative names count from the folder of the partner file. */
  NamedFiles(Kind<T> kind, Path partnerFile, FileStamps stamps) {
    this.kind = kind;
    this.partnerFile = partnerFile.toAbsolutePath();
    this.stamps = stamps;
  }

  /** Throws IllegalArgumentException with what is wrong with the file. */
  T read(String name) {
    Outcome<T> outcome = outcomes.computeIfAbsent(path(name), this::outcomeOf);
    if (outcome instanceof Outcome.Content<T> read) {
      return read.content();
    }
    throw new IllegalArgumentException(((Outcome.Fault<T>) outcome).text());
  }

  /** Of the contents read, in the order in which their files were first named. */
  List<String> fingerprints() {
    return outcomes.values().stream()
        .flatMap(
            o -> o instanceof Outcome.Content<T> read ? Stream.of(read.content()) : Stream.of())
        .map(kind.fingerprint())
        .toList();
  }

  private Path path(String name) {
    try {
      return partnerFile.resolveSibling(name).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "expected the name of a file, found " + FoundText.quoted(name), e);
    }
  }

  private Outcome<T> outcomeOf(Path file) {
    stamps.take(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe would be waited for, while mail waits for the reload.
      return new Outcome.Fault<>(
          "expected a file of " + kind.words() + ", found a folder or device " + file);
    }
    try {
      return new Outcome.Content<>(kind.reader().read(file));
    } catch (FileSystemException e) {
      return new Outcome.Fault<>("cannot read " + file + ": " + ReadFault.textOf(e));
    } catch (IOException e) {
      return new Outcome.Fault<>("cannot read " + kind.words() + ": " + e.getMessage());
    }
  }
}
