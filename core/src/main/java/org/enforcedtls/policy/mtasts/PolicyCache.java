package org.enforcedtls.policy.mtasts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.enforcedtls.address.Domain;

/**
 * Remembers policies. Safe for use by several threads at once.
 *
 * <p><b>Guarantees</b> that MTA-STS rests on: what {@link #keep} has taken is found until it is
 * replaced or purged, whether it still counts or not; and what cannot be read is {@link
 * CacheEntry.Damaged}, never missing. Whoever can change the cache can take policies away: it needs
 * the same protection as a partner table.
 */
public interface PolicyCache {
  /**
   * A cache in a directory, a file for each policy domain. It survives restarts and crashes, and
   * several processes can share it. Blocking, for the disk.
   *
   * @param directory is made if there is none; for this cache alone
   * @return the cache
   * @throws IOException if the directory cannot be made or written to
   */
  static PolicyCache inDirectory(Path directory) throws IOException {
    return DirectoryCache.open(directory);
  }

  /**
   * A cache that is lost with the process, and holds at most 10,000 policies; of more, the one that
   * expires first goes. Weaker than {@link #inDirectory}: who can block the fetch of a policy at
   * our restart, or fill the cache with policies of other domains, can do away with MTA-STS for a
   * domain. Where only partner rows and the default policy need to hold, that is no loss.
   *
   * @return an empty cache
   */
  static PolicyCache inMemory() {
    return new MemoryCache();
  }

  /**
   * Finds what is remembered of a domain.
   *
   * @param domain the policy domain
   * @return a policy, that there is none, or that it cannot be read
   */
  CacheEntry find(Domain domain);

  /**
   * Remembers a policy in place of the one before. It is safe when this returns.
   *
   * @param policy the policy
   * @throws IOException if it could not be written; what was there before is still there
   */
  void keep(CachedPolicy policy) throws IOException;

  /**
   * Forgets a domain.
   *
   * @param domain the policy domain
   * @return whether there was anything to forget
   * @throws IOException if it could not be removed
   */
  boolean purge(Domain domain) throws IOException;

  /**
   * All that is remembered.
   *
   * @return by domain, expired policies and damaged entries too
   * @throws IOException if the cache cannot be listed
   */
  List<CacheEntry> list() throws IOException;
}
