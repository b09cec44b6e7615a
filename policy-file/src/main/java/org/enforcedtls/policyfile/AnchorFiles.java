package org.enforcedtls.policyfile;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.enforcedtls.trust.TrustAnchors;

/**
 * The files of trust anchors that one partner file names, each read once however many rows name it.
 * For one thread.
 */
final class AnchorFiles {
  private final Path partnerFile;
  private final FileStamps stamps;
  private final Map<Path, Outcome> outcomes = new LinkedHashMap<>();

  private sealed interface Outcome {
    record Anchors(TrustAnchors anchors) implements Outcome {}

    record Fault(String text) implements Outcome {}
  }

  /** Relative names count from the folder of this file. */
  AnchorFiles(Path partnerFile, FileStamps stamps) {
    this.partnerFile = partnerFile.toAbsolutePath();
    this.stamps = stamps;
  }

  /** Throws IllegalArgumentException with what is wrong with the file. */
  TrustAnchors read(String name) {
    Outcome outcome = outcomes.computeIfAbsent(path(name), this::outcomeOf);
    if (outcome instanceof Outcome.Anchors read) {
      return read.anchors();
    }
    throw new IllegalArgumentException(((Outcome.Fault) outcome).text());
  }

  /** Of the anchors read, in the order in which their files were first named. */
  List<String> fingerprints() {
    return outcomes.values().stream()
        .flatMap(o -> o instanceof Outcome.Anchors read ? Stream.of(read.anchors()) : Stream.of())
        .map(TrustAnchors::fingerprint)
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

  private Outcome outcomeOf(Path file) {
    stamps.take(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe would be waited for, while mail waits for the reload.
      return new Outcome.Fault(
          "expected a file of trust anchors, found a folder or device " + file);
    }
    try {
      return new Outcome.Anchors(TrustAnchors.fromFile(file));
    } catch (FileSystemException e) {
      return new Outcome.Fault("cannot read " + file + ": " + ReadFault.textOf(e));
    } catch (IOException e) {
      return new Outcome.Fault("cannot read trust anchors: " + e.getMessage());
    }
  }
}
