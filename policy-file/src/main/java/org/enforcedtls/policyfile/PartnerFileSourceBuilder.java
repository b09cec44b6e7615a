package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a partner file as a policy source. For one thread. */
public final class PartnerFileSourceBuilder {

  private final Path file;
  private @Nullable Duration checkInterval;
  private InstantSource clock = InstantSource.system();
  private PartnerFileListener listener = (path, result) -> {};

  PartnerFileSourceBuilder(Path file) {
    this.file = file;
  }

  /**
   * Lets the source look, on calls of {@link PartnerFileSource#policyFor}, whether the file or a
   * file of trust anchors that it names has changed by time, size or identity. A change is read
   * once it has kept still from one check to the next. No check unless set.
   *
   * @param checkInterval the least time between two checks, from 1 second to 1 day
   * @return this
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public PartnerFileSourceBuilder checkInterval(Duration checkInterval) {
    PeriodicCheck.requireInterval(checkInterval);
    this.checkInterval = checkInterval;
    return this;
  }

  /**
   * Sets what tells the time between checks; the system clock unless set.
   *
   * @param clock the clock
   * @return this
   */
  public PartnerFileSourceBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets who is told of reloads; nobody unless set. What failed is logged as a warning in any case.
   *
   * @param listener the listener
   * @return this
   */
  public PartnerFileSourceBuilder listener(PartnerFileListener listener) {
    this.listener = requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Reads the file for the first time. Blocks.
   *
   * @return a source that has a table
   * @throws PartnerFileException if anything in the file is not understood
   * @throws IOException if the file cannot be read
   */
  public PartnerFileSource open() throws IOException {
    return new PartnerFileSource(this);
  }

  Path file() {
    return file;
  }

  FollowedFile.Manner manner() {
    return new FollowedFile.Manner(Optional.ofNullable(checkInterval), clock, listener);
  }
}
