package org.enforcedtls.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.xbill.DNS.Name;

/**
 * Remembers what was found, and asks once where several threads want to know the same. Never blocks
 * for the network. Safe for use by several threads at once.
 *
 * <p>It is not dnsjava's cache, which keeps all that a message brings, also what nobody asked for,
 * and serves one part of a message with the credibility of another. Here an entry is the answer to
 * one question and nothing else, so that an answer can only spoil itself.
 *
 * @param <T> what a record holds
 */
final class AnswerCache<T> {
  private record Entry<T>(DnsAnswer<T> answer, Instant from, Instant until) {
    /** A clock that was set back must not make an entry live longer. */
    boolean isUsableAt(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  private final Lookup<T> lookup;
  private final DnsCacheBounds bounds;
  private final InstantSource clock;
  private final ConcurrentMap<Name, CompletableFuture<DnsAnswer<T>>> running =
      new ConcurrentHashMap<>();

  /** In order of use; guarded by itself. */
  private final Map<Name, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

  AnswerCache(Lookup<T> lookup, DnsCacheBounds bounds, InstantSource clock) {
    this.lookup = lookup;
    this.bounds = bounds;
    this.clock = clock;
  }

  /**
   * Finds the answer.
   *
   * @return shared by all who want to know the same: for waiting only
   */
  CompletableFuture<DnsAnswer<T>> find(Name name) {
    CompletableFuture<DnsAnswer<T>> mine = new CompletableFuture<>();
    CompletableFuture<DnsAnswer<T>> earlier = running.putIfAbsent(name, mine);
    if (earlier != null) {
      return earlier;
    }
    // Looked for only now, so that of several who ask at once none asks the network again.
    return remembered(name)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> lookup.find(name).thenApply(answer -> remember(name, answer)))
        .whenComplete(
            (answer, trouble) -> {
              running.remove(name, mine);
              if (trouble == null) {
                mine.complete(answer);
              } else {
                mine.completeExceptionally(trouble);
              }
            });
  }

  private Optional<DnsAnswer<T>> remembered(Name name) {
    Instant now = clock.instant();
    synchronized (entries) {
      Entry<T> entry = entries.get(name);
      if (entry == null) {
        return Optional.empty();
      }
      if (!entry.isUsableAt(now)) {
        entries.remove(name);
        return Optional.empty();
      }
      return Optional.of(entry.answer().withTimeToLive(Duration.between(now, entry.until())));
    }
  }

  private DnsAnswer<T> remember(Name name, DnsAnswer<T> found) {
    DnsAnswer<T> answer = found.withTimeToLive(bounds.timeToLiveOf(found));
    if (answer.timeToLive().isZero() || bounds.maxEntries() == 0) {
      return answer;
    }
    Instant now = clock.instant();
    synchronized (entries) {
      if (entries.size() >= bounds.maxEntries() && !entries.containsKey(name)) {
        entries.remove(entries.keySet().iterator().next());
      }
      entries.put(name, new Entry<>(answer, now, now.plus(answer.timeToLive())));
    }
    return answer;
  }
}
