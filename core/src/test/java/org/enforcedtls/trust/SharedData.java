package org.enforcedtls.trust;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data that nobody in this project wrote; it lies beside the repository. */
final class SharedData {
  private SharedData() {}

  /** A file of it; skips the test, and says so, where the data is missing. */
  static Path file(String name) {
    Path file = Path.of("..", "..", "shared", "data").resolve(name);
    if (!Files.exists(file)) {
      abort("SKIPPED: no " + file.toAbsolutePath().normalize() + ", so this corpus was not run");
    }
    return file;
  }
}
