package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerTable;

/**
 * A policy source that follows a partner file while mail is sent. Safe for use by several threads
 * at once.
 *
 * <p><b>Guarantees.</b> Each answer comes from one table, read whole; a table is swapped for the
 * next at one instant. Once open, the source always has a table: a file that is broken, half
 * written or gone leaves the last good one in use, with its trust anchors, and never turns into "no
 * policy". What is not promised: that the table in use is the newest; {@link #problem()} tells.
 */
public final class PartnerFileSource implements PolicySource {
  private final Path file;
  private final FollowedFile<PartnerFileReading.Result> followed;

  PartnerFileSource(PartnerFileSourceBuilder settings) throws IOException {
    this.file = settings.file();
    this.followed =
        new FollowedFile<>(
            new FollowedFile.Subject<>("partner table", file, () -> new PartnerFileReading(file)),
            settings.manner());
  }

  /**
   * Reads a partner file that is read again only when {@link #reload()} is called. Blocks.
   *
   * @param file such as {@code partners.yaml}
   * @return the source
   * @throws PartnerFileException if anything in the file is not understood
   * @throws IOException if the file cannot be read
   */
  public static PartnerFileSource open(Path file) throws IOException {
    return builder(file).open();
  }

  /**
   * Starts a source with other settings.
   *
   * @param file such as {@code partners.yaml}
   * @return a builder
   */
  public static PartnerFileSourceBuilder builder(Path file) {
    return new PartnerFileSourceBuilder(requireNonNull(file, "file"));
  }

  /**
   * Asks the table in use. Blocks only if a check of the file is due and falls to this call, which
   * then reads the file if it has changed; other calls go on with the table in use.
   *
   * @param domain the recipient domain
   * @return the policy of the row that counts for the domain, or absent; never unavailable
   */
  @Override
  public PolicyAnswer policyFor(Domain domain) {
    return followed.current().table().policyFor(domain);
  }

  @Override
  public String sourceName() {
    return "partner table " + file;
  }

  @Override
  public List<TlsPolicy> knownPolicies() {
    return table().knownPolicies();
  }

  /**
   * Reads the file and its trust anchors again, whether or not they look changed. Blocks.
   *
   * @return what it came to
   */
  public ReloadResult reload() {
    return followed.reload();
  }

  /**
   * The table in use.
   *
   * @return the last one that was read without problem
   */
  public PartnerTable table() {
    return followed.inUse().table();
  }

  /**
   * Why the table in use may not be what the file says; for a health check.
   *
   * @return what was wrong with the file when it was last read; empty if nothing was
   */
  public Optional<String> problem() {
    return followed.problem();
  }

  /** The file and how many rows are in use. */
  @Override
  public String toString() {
    return "partner table " + file + ", " + table().rows().size() + " rows";
  }
}
