package org.enforcedtls.policy.mtasts;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.enforcedtls.address.Domain;

/** Remembers as long as the process lives. Never blocks. */
final class MemoryCache implements PolicyCache {
  static final int MAX_ENTRIES = 10_000;

  private final Map<Domain, CachedPolicy> entries = new ConcurrentHashMap<>();

  @Override
  public CacheEntry find(Domain domain) {
    CachedPolicy policy = entries.get(domain);
    return policy == null ? new CacheEntry.Missing(domain) : new CacheEntry.Kept(policy);
  }

  @Override
  public void keep(CachedPolicy policy) {
    entries.put(policy.domain(), policy);
    while (entries.size() > MAX_ENTRIES) {
      entries.values().stream()
          .min(Comparator.comparing(CachedPolicy::expiresAt))
          .ifPresent(first -> entries.remove(first.domain(), first));
    }
  }

  @Override
  public boolean purge(Domain domain) {
    return entries.remove(domain) != null;
  }

  @Override
  public List<CacheEntry> list() {
    return entries.values().stream()
        .sorted(Comparator.comparing(CachedPolicy::domain))
        .<CacheEntry>map(CacheEntry.Kept::new)
        .toList();
  }
}
