package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.enforcedtls.policy.TlsPolicy;
import org.jspecify.annotations.Nullable;

/** Opens a sector list as a policy source. For one thread. */
public final class SectorListSourceBuilder {
  private static final SectorListListener NOBODY =
      new SectorListListener() {
        @Override
        public void reloaded(Path file, ReloadResult result) {
          // Nobody wants to know; it is logged.
        }

        @Override
        public void tooOld(Path file, Instant refreshed) {
          // Nobody wants to know; it is logged.
        }
      };

  private final Path file;
  private TlsPolicy template = SectorList.plainRow();
  private SectorListAge age = SectorListAge.DEFAULT;
  private @Nullable Duration checkInterval;
  private InstantSource clock = InstantSource.system();
  private SectorListListener listener = NOBODY;

  SectorListSourceBuilder(Path file) {
    this.file = file;
  }

  /**
   * Sets what each row of the list demands: certificate, channel, enforcement, lifetime, contact.
   * Unless set, a row demands what a row of a partner table with its domain and hosts alone does,
   * enforced.
   *
   * @param template the demands; origin and domain play no part
   * @return this
   * @throws IllegalArgumentException if it names MX hosts, as those come from the list
   */
  public SectorListSourceBuilder template(TlsPolicy template) {
    if (template.mxAdmission().isRestricted()) {
      throw new IllegalArgumentException(
          "template: expected no MX hosts, as they come from the list, found "
              + template.mxAdmission());
    }
    this.template = template;
    return this;
  }

  /**
   * Sets how old the list may be before that is told; 92 days unless set.
   *
   * @param maxAge over 0
   * @return this
   * @throws IllegalArgumentException if it is not over 0
   */
  public SectorListSourceBuilder maxAge(Duration maxAge) {
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge must be over 0, not " + maxAge);
    }
    this.age = new SectorListAge(maxAge);
    return this;
  }

  /**
   * Lets the source look for changes, as {@link PartnerFileSourceBuilder#checkInterval} does.
   *
   * @param checkInterval the least time between two checks, from 1 second to 1 day
   * @return this
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public SectorListSourceBuilder checkInterval(Duration checkInterval) {
    PeriodicCheck.requireInterval(checkInterval);
    this.checkInterval = checkInterval;
    return this;
  }

  /**
   * Sets what tells the time, between checks and for the age; the system clock unless set.
   *
   * @param clock the clock
   * @return this
   */
  public SectorListSourceBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets who is told of reloads and of age; nobody unless set.
   *
   * @param listener the listener
   * @return this
   */
  public SectorListSourceBuilder listener(SectorListListener listener) {
    this.listener = requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Reads the file for the first time. Blocks.
   *
   * @return a source that has a list
   * @throws PartnerFileException if anything in the file is not understood
   * @throws IOException if the file cannot be read
   */
  public SectorListSource open() throws IOException {
    return new SectorListSource(this);
  }

  Path file() {
    return file;
  }

  TlsPolicy template() {
    return template;
  }

  SectorListAge age() {
    return age;
  }

  SectorListListener listener() {
    return listener;
  }

  FollowedFile.Manner manner() {
    return new FollowedFile.Manner(Optional.ofNullable(checkInterval), clock, listener);
  }
}
