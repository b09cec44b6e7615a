package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.TlsPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy source that follows a sector list while mail is sent. Safe for use by several threads at
 * once.
 *
 * <p><b>Guarantees.</b> Those of {@link PartnerFileSource}: each answer comes from one list, read
 * whole, and a list that is broken or gone leaves the last good one in use. A list that has become
 * too old counts on: that is told, and is never "no policy". What is not promised: that a domain
 * which has joined the sector since is in it.
 */
public final class SectorListSource implements PolicySource {
  private static final Logger LOG = LoggerFactory.getLogger(SectorListSource.class);

  private final Path file;
  private final SectorListAge age;
  private final InstantSource clock;
  private final SectorListListener listener;
  private final FollowedFile<SectorListReading.Result> followed;

  /** When the list was refreshed that was last told to be too old, so that it is told once. */
  private final AtomicReference<Instant> told = new AtomicReference<>(Instant.MAX);

  SectorListSource(SectorListSourceBuilder settings) throws IOException {
    this.file = settings.file();
    this.age = settings.age();
    this.clock = settings.manner().clock();
    this.listener = settings.listener();
    TlsPolicy template = settings.template();
    this.followed =
        new FollowedFile<>(
            new FollowedFile.Subject<>(
                "sector list", file, () -> new SectorListReading(file, template, clock)),
            settings.manner());
    tellIfTooOld(list());
  }

  /**
   * Starts a source.
   *
   * @param file such as {@code members.csv}
   * @return a builder
   */
  public static SectorListSourceBuilder builder(Path file) {
    return new SectorListSourceBuilder(requireNonNull(file, "file"));
  }

  /**
   * Asks the list in use. Blocks only if a check of the file is due and falls to this call, which
   * then reads the file if it has changed.
   *
   * @param domain the recipient domain
   * @return the policy of its row, or absent; never unavailable
   */
  @Override
  public PolicyAnswer policyFor(Domain domain) {
    SectorList current = followed.current().list();
    tellIfTooOld(current);
    return current.table().policyFor(domain);
  }

  @Override
  public String sourceName() {
    return "sector list " + file;
  }

  @Override
  public List<TlsPolicy> knownPolicies() {
    return list().table().knownPolicies();
  }

  /**
   * Reads the file again, whether or not it looks changed. Blocks.
   *
   * @return what it came to
   */
  public ReloadResult reload() {
    ReloadResult result = followed.reload();
    tellIfTooOld(list());
    return result;
  }

  private void tellIfTooOld(SectorList current) {
    Instant at = clock.instant();
    if (!age.isOver(current.refreshed(), at)) {
      return;
    }
    if (!told.getAndSet(current.refreshed()).equals(current.refreshed())) {
      LOG.warn("{}: {}", this, age.problem(current.refreshed(), at).orElseThrow());
      try {
        listener.tooOld(file, current.refreshed());
      } catch (RuntimeException e) {
        LOG.warn("A listener of {} failed", this, e);
      }
    }
  }

  /**
   * The list in use.
   *
   * @return the last one that was read without problem
   */
  public SectorList list() {
    return followed.inUse().list();
  }

  /**
   * Why the list in use may not be what it should be; for a health check.
   *
   * @return what was wrong with the file when it was last read, or that the list is too old; empty
   *     if neither is so
   */
  public Optional<String> problem() {
    return followed
        .problem()
        .or(
            () ->
                age.problem(list().refreshed(), clock.instant())
                    .map(text -> sourceName() + ": " + text));
  }

  /** The file. */
  @Override
  public String toString() {
    return sourceName();
  }
}
