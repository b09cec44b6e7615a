package org.enforcedtls.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched, for as long as it need not be fetched again. Several that want the same at once
 * share one fetch. Bounded: what was used longest ago goes first. Blocks while something is
 * fetched; safe for use by several threads at once.
 */
final class RevocationCache {
  static final int MAX_ENTRIES = 1000;

  /** Of what was fetched; a CRL takes ten to twelve times as much memory when it is read. */
  static final int MAX_OCTETS = RevocationFetcher.MAX_CRL_OCTETS;

  /** After a failure, so that a responder that is down does not hold up each message. */
  static final Duration RETRY = Duration.ofMinutes(1);

  /** A CRL of a root may be good for a year, and be replaced the day after. */
  static final Duration MAX_AGE = Duration.ofDays(1);

  /**
   * What is asked of whom. A CRL is the same for all certificates of an issuer.
   *
   * @param about the certificate, or the issuer for a CRL
   */
  private record Key(
      RevocationSource source, URI url, X509Certificate about, X509Certificate issuer) {}

  /**
   * A document.
   *
   * @param valid whether it was of use when it was fetched
   */
  private record Entry(RevocationDocument document, boolean valid, Instant from, Instant until) {
    /**
     * A clock that was set back must not make an entry live longer. A valid document may turn
     * useless before its time, as when the certificate of its responder expires.
     */
    boolean isUsable(IssuedCertificate issued, Instant at) {
      return !at.isBefore(from)
          && at.isBefore(until)
          && (!valid || freshUntil(document, issued, at).isPresent());
    }
  }

  private final RevocationDocuments documents;
  private final ConcurrentMap<Key, CompletableFuture<RevocationDocument>> running =
      new ConcurrentHashMap<>();

  /** In order of use; guarded by itself, with the sum of its octets. */
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private int octets;

  RevocationCache(RevocationFetcher fetcher) {
    this.documents = new RevocationDocuments(fetcher);
  }

  /** Asks one source at one place about a certificate. */
  RevocationAnswer answer(RevocationSource source, URI url, IssuedCertificate issued, Instant at) {
    X509Certificate issuer = issued.issuer();
    X509Certificate about = source == RevocationSource.OCSP ? issued.certificate() : issuer;
    return document(new Key(source, url, about, issuer), issued, at)
        .answer(issued.certificate(), issuer, at);
  }

  private RevocationDocument document(Key key, IssuedCertificate issued, Instant at) {
    CompletableFuture<RevocationDocument> mine = new CompletableFuture<>();
    CompletableFuture<RevocationDocument> earlier = running.putIfAbsent(key, mine);
    if (earlier != null) {
      return await(earlier);
    }
    try {
      // Looked for only now, so that of several who ask at once none fetches again.
      RevocationDocument found =
          kept(key)
              .filter(entry -> entry.isUsable(issued, at))
              .map(Entry::document)
              .orElseGet(() -> fetch(key, issued, at));
      mine.complete(found);
      return found;
    } finally {
      running.remove(key, mine);
      mine.complete(new NothingFetched("the fetch that was under way failed"));
    }
  }

  private static RevocationDocument await(CompletableFuture<RevocationDocument> earlier) {
    try {
      return earlier.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NothingFetched("interrupted");
    } catch (ExecutionException e) {
      throw new AssertionError("never completed so", e);
    }
  }

  private static Optional<Instant> freshUntil(
      RevocationDocument document, IssuedCertificate issued, Instant at) {
    return document.freshUntil(issued.certificate(), issued.issuer(), at);
  }

  private Optional<Entry> kept(Key key) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  /** If nothing better comes, what was there before is used for as long as it is valid. */
  private RevocationDocument fetch(Key key, IssuedCertificate issued, Instant at) {
    RevocationDocument fresh = documents.fetch(key.source(), key.url(), issued);
    Instant retry = at.plus(RETRY);
    Optional<Instant> end = freshUntil(fresh, issued, at);
    if (end.isPresent()) {
      Instant until = later(retry, earlier(end.get(), at.plus(MAX_AGE)));
      keep(key, new Entry(fresh, true, at, until));
      return fresh;
    }
    Optional<RevocationDocument> old =
        kept(key)
            .map(Entry::document)
            .filter(document -> freshUntil(document, issued, at).isPresent());
    // Whoever interrupted this thread did not mean the others that want the same.
    if (!Thread.currentThread().isInterrupted()) {
      keep(key, new Entry(old.orElse(fresh), old.isPresent(), at, retry));
    }
    return old.orElse(fresh);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private void keep(Key key, Entry entry) {
    synchronized (entries) {
      forget(entries.put(key, entry));
      octets += entry.document().octets();
      Iterator<Entry> eldest = entries.values().iterator();
      while (entries.size() > MAX_ENTRIES || octets > MAX_OCTETS) {
        Entry gone = eldest.next();
        eldest.remove();
        forget(gone);
      }
    }
  }

  private void forget(@Nullable Entry gone) {
    octets -= gone == null ? 0 : gone.document().octets();
  }
}
