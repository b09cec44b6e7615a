package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far a command has come, on one line of a terminal that is written over and in the end
 * cleared. Where nobody looks there is nothing. Safe for use by several threads at once.
 */
final class Progress implements AutoCloseable {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter err;
  private final Look look;
  private final InstantSource clock;
  private Instant next = Instant.MIN;
  private boolean isShown;

  /** Whether somebody looks. */
  enum Look {
    SEEN,
    UNSEEN
  }

  Progress(PrintWriter err, Look look, InstantSource clock) {
    this.err = err;
    this.look = look;
    this.clock = clock;
  }

  /** On standard error, if that is a terminal and people are spoken to. */
  static Progress of(PrintWriter err, ClientOptions options) {
    Look look = options.wantsJson() || !isTerminal() ? Look.UNSEEN : Look.SEEN;
    return new Progress(err, look, InstantSource.system());
  }

  /** Java cannot tell of standard error alone; where the system does not either, it is none. */
  private static boolean isTerminal() {
    try {
      Path device = STANDARD_ERROR.toRealPath();
      return device.startsWith("/dev/pts") || device.toString().startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  boolean isSeen() {
    return look == Look.SEEN;
  }

  /** Shows the text, unless another was shown a moment ago. */
  synchronized void show(String text) {
    Instant now = clock.instant();
    if (isSeen() && !now.isBefore(next)) {
      next = now.plus(INTERVAL);
      isShown = true;
      err.print(CLEAR_LINE + text);
      err.flush();
    }
  }

  /** Makes room for what stays. */
  synchronized void clear() {
    if (isShown) {
      isShown = false;
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
