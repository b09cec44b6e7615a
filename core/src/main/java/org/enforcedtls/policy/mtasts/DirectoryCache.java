package org.enforcedtls.policy.mtasts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.file.WholeFile;
import org.enforcedtls.internal.text.ForeignText;

/**
 * Remembers in files that are named after their policy domains. A file is written beside, forced to
 * the disk, and put into its place in one step, so that at every moment there is the old one or the
 * new one, for this process, for others and after a crash.
 *
 * <p>Of two processes that write at once the last one wins. Should that be the policy that was
 * fetched first, the id in the DNS tells, and it is fetched anew.
 */
final class DirectoryCache implements PolicyCache {
  /** Nobody takes so long to write a file; whoever left it is gone. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path directory;

  private DirectoryCache(Path directory) {
    this.directory = directory;
  }

  static DirectoryCache open(Path directory) throws IOException {
    Files.createDirectories(directory);
    DirectoryCache cache = new DirectoryCache(directory);
    Files.delete(Files.createTempFile(directory, WholeFile.UNFINISHED, ""));
    cache.removeAbandoned();
    return cache;
  }

  private void removeAbandoned() throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, WholeFile.UNFINISHED + "*")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(limit)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Another process was faster.
    }
  }

  @Override
  public CacheEntry find(Domain domain) {
    Path file = fileOf(domain);
    try {
      return new CacheEntry.Kept(CacheFile.read(domain, octetsOf(file)));
    } catch (NoSuchFileException e) {
      // Without the directory nobody knows what was in it.
      return Files.isDirectory(directory)
          ? new CacheEntry.Missing(domain)
          : new CacheEntry.Damaged(domain, directory + " is no directory any more");
    } catch (IllegalArgumentException e) {
      return new CacheEntry.Damaged(domain, file + ": " + e.getMessage());
    } catch (IOException e) {
      return new CacheEntry.Damaged(domain, "cannot read " + ForeignText.of(e.toString()));
    }
  }

  /** No link is followed, and nothing is opened that could keep us waiting. */
  private static byte[] octetsOf(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || attributes.size() > CacheFile.MAX_OCTETS) {
      throw new IllegalArgumentException(
          "expected a file of at most " + CacheFile.MAX_OCTETS + " octets, found another thing");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(CacheFile.MAX_OCTETS + 1);
    }
  }

  @Override
  public void keep(CachedPolicy policy) throws IOException {
    WholeFile.replace(directory, fileOf(policy.domain()), CacheFile.write(policy));
  }

  @Override
  public boolean purge(Domain domain) throws IOException {
    boolean existed = Files.deleteIfExists(fileOf(domain));
    if (existed) {
      WholeFile.forceDirectory(directory);
    }
    return existed;
  }

  @Override
  public List<CacheEntry> list() throws IOException {
    List<CacheEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        domainOf(file)
            .map(this::find)
            .filter(entry -> !(entry instanceof CacheEntry.Missing))
            .ifPresent(entries::add);
      }
    }
    entries.sort(Comparator.comparing(CacheEntry::domain));
    return entries;
  }

  private Path fileOf(Domain domain) {
    return directory.resolve(domain.aLabels());
  }

  /** Other files are none of ours. */
  private static Optional<Domain> domainOf(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return Optional.of(Domain.of(name)).filter(domain -> domain.aLabels().equals(name));
    } catch (IllegalArgumentException noDomain) {
      return Optional.empty();
    }
  }
}
