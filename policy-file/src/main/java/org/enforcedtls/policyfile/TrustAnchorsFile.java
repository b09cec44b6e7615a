package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.enforcedtls.trust.TrustAnchors;

/**
 * A file of approved CAs that is followed while mail is sent, for {@code
 * EnforcedTlsClientBuilder.trustAnchors(Supplier)}. Safe for use by several threads at once.
 *
 * <p><b>Guarantees.</b> The CAs are swapped at one instant, all of them. Once open there always are
 * some: a file that is broken, half written, empty or gone leaves the last good ones in use. What
 * is not promised: that those in use are what the file says; {@link #problem()} tells.
 */
public final class TrustAnchorsFile implements Supplier<TrustAnchors> {
  private final FollowedFile<Anchors> followed;

  private record Anchors(TrustAnchors all) implements FollowedFile.Content {
    @Override
    public int rows() {
      return all.size();
    }

    @Override
    public Object source() {
      return all.fingerprint();
    }
  }

  private TrustAnchorsFile(FollowedFile<Anchors> followed) {
    this.followed = followed;
  }

  /**
   * Reads a file that is read again only when {@link #reload()} is called. Blocks.
   *
   * @param file as for {@link TrustAnchors#fromFile}
   * @return the CAs
   * @throws IOException if the file cannot be read or holds no trust anchors
   */
  public static TrustAnchorsFile open(Path file) throws IOException {
    return open(file, Optional.empty(), InstantSource.system(), (path, result) -> {});
  }

  /**
   * Reads a file, and looks on calls of {@link #get} whether it has changed by time, size or
   * identity. A change is read once it has kept still from one look to the next. Blocks.
   *
   * @param file as for {@link TrustAnchors#fromFile}
   * @param checkInterval the least time between two looks, from 1 second to 1 day
   * @param listener is told of each reload
   * @return the CAs
   * @throws IOException if the file cannot be read or holds no trust anchors
   * @throws IllegalArgumentException if the interval is shorter or longer
   */
  public static TrustAnchorsFile watch(
      Path file, Duration checkInterval, PartnerFileListener listener) throws IOException {
    return watch(file, checkInterval, listener, InstantSource.system());
  }

  static TrustAnchorsFile watch(
      Path file, Duration checkInterval, PartnerFileListener listener, InstantSource clock)
      throws IOException {
    PeriodicCheck.requireInterval(checkInterval);
    return open(file, Optional.of(checkInterval), clock, requireNonNull(listener, "listener"));
  }

  private static TrustAnchorsFile open(
      Path file,
      Optional<Duration> checkInterval,
      InstantSource clock,
      PartnerFileListener listener)
      throws IOException {
    requireNonNull(file, "file");
    return new TrustAnchorsFile(
        new FollowedFile<>(
            new FollowedFile.Subject<>("trust anchors", file, () -> new Reading(file)),
            new FollowedFile.Manner(checkInterval, clock, listener)));
  }

  /** One reading. For one thread. */
  private record Reading(Path file, FileStamps stamps) implements FollowedFile.Reading<Anchors> {
    Reading(Path file) {
      this(file, new FileStamps());
    }

    @Override
    public Anchors read() throws IOException {
      stamps.take(file);
      Anchors read = new Anchors(TrustAnchors.fromFile(file));
      // A file cut off by a writer who is not done yet would lack CAs and still be a file of them.
      if (!stamps.takenAgain().equals(stamps)) {
        throw new IOException(
            file + ": it changed while it was read; write a new file and rename it");
      }
      return read;
    }
  }

  /**
   * The CAs that are approved now. Blocks only if a look at the file is due and falls to this call,
   * which then reads it if it has changed.
   *
   * @return the last that could be read
   */
  @Override
  public TrustAnchors get() {
    return followed.current().all();
  }

  /**
   * Reads the file again, whether or not it looks changed. Blocks.
   *
   * @return what it came to, with the number of CAs for rows
   */
  public ReloadResult reload() {
    return followed.reload();
  }

  /**
   * Why the CAs in use may not be what the file says; for a health check.
   *
   * @return what was wrong with the file when it was last read; empty if nothing was
   */
  public Optional<String> problem() {
    return followed.problem();
  }

  /** The file and what is in use. */
  @Override
  public String toString() {
    return followed + ", " + followed.inUse().all();
  }
}
