package org.enforcedtls.policy.mtasts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.TxtRecord;
import org.enforcedtls.dns.UnderscoredName;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.policy.PolicyFinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that decides what counts for a domain, out of what the DNS says, what is remembered
 * and what can be fetched (RFC 8461 §5.1).
 *
 * <table>
 *   <caption>What counts</caption>
 *   <tr><th>the DNS</th><th>a policy that counts is remembered</th><th>none is</th></tr>
 *   <tr><td>the same id</td><td>what is remembered</td><td>-</td></tr>
 *   <tr><td>another id</td><td>what is fetched, else what is remembered</td>
 *       <td>what is fetched, else no policy</td></tr>
 *   <tr><td>no usable record</td><td>what is remembered</td><td>no policy</td></tr>
 *   <tr><td>cannot tell</td><td>what is remembered</td><td>nobody knows</td></tr>
 * </table>
 *
 * <p>Where what was remembered cannot be read, nobody knows, unless a policy can be fetched.
 * Blocks. Safe for use by several threads at once.
 */
final class PolicyLookup {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyLookup.class);
  private static final String LABEL = "_mta-sts";

  /**
   * Where things are found.
   *
   * @param dns is asked for TXT records
   * @param fetcher brings policies
   * @param cache remembers them
   * @param listener is told of fetches
   * @param clock for what expires
   */
  record Means(
      DnsClient dns,
      PolicyFetcher fetcher,
      PolicyCache cache,
      FetchListener listener,
      InstantSource clock) {}

  private final Means means;

  /** What a cache could not take, so that a full disk is not a downgrade. */
  private final PolicyCache unwritten = PolicyCache.inMemory();

  PolicyLookup(Means means) {
    this.means = means;
  }

  Standing find(Domain domain) {
    Instant now = means.clock().instant();
    CacheEntry entry = remembered(domain);
    Optional<CachedPolicy> counting = countingAt(now, entry);
    // Whoever asks for a policy wants to send: what comes next need not wait for this.
    means.dns().expectMx(domain);
    DnsAnswer<TxtRecord> answer = means.dns().txt(new UnderscoredName(LABEL, domain));
    if (answer.failure().isPresent()) {
      return counting
          .map(policy -> Standing.of(policy, List.of(), now, Duration.ZERO))
          .orElseGet(() -> Standing.unavailable(answer.failure().get().detail(), now));
    }
    StsAnnouncement announcement = announcementIn(answer);
    if (announcement instanceof StsAnnouncement.Announced announced) {
      return counting
          .filter(policy -> policy.id().equals(announced.id()))
          .map(policy -> Standing.of(policy, List.of(), now, answer.timeToLive()))
          .orElseGet(() -> fetch(announced.id(), entry));
    }
    List<PolicyFinding> findings = findingsOf(announcement);
    if (!findings.isEmpty()) {
      tell(domain, findings);
    }
    if (counting.isPresent()) {
      return Standing.of(counting.get(), findings, now, answer.timeToLive());
    }
    return entry instanceof CacheEntry.Damaged damaged
        ? Standing.unavailable(damaged.why(), now)
        : Standing.absent(findings, now, answer.timeToLive());
  }

  /**
   * Fetches a policy anew though its id is the same, if its domain still announces one: who took
   * the record back lets the policy expire.
   *
   * @return what stands then; empty if nothing is announced or the DNS cannot tell
   */
  Optional<Standing> refresh(Domain domain) {
    DnsAnswer<TxtRecord> answer = means.dns().txt(new UnderscoredName(LABEL, domain));
    return announcementIn(answer) instanceof StsAnnouncement.Announced announced
        ? Optional.of(fetch(announced.id(), remembered(domain)))
        : Optional.empty();
  }

  private static StsAnnouncement announcementIn(DnsAnswer<TxtRecord> answer) {
    return StsAnnouncement.of(answer.records().stream().map(TxtRecord::text).toList());
  }

  private static List<PolicyFinding> findingsOf(StsAnnouncement announcement) {
    return announcement instanceof StsAnnouncement.Unusable unusable
        ? List.of(new PolicyFinding(PolicyFinding.Kind.STS_RECORD_UNUSABLE, unusable.why()))
        : List.of();
  }

  /** The later one, of what is in the cache and what it could not take. */
  private CacheEntry remembered(Domain domain) {
    CacheEntry entry = means.cache().find(domain);
    if (unwritten.find(domain) instanceof CacheEntry.Kept held) {
      boolean isOlder =
          entry instanceof CacheEntry.Kept kept
              && kept.policy().fetchedAt().isAfter(held.policy().fetchedAt());
      return isOlder ? entry : held;
    }
    return entry;
  }

  private static Optional<CachedPolicy> countingAt(Instant now, CacheEntry entry) {
    return entry instanceof CacheEntry.Kept kept && kept.policy().countsAt(now)
        ? Optional.of(kept.policy())
        : Optional.empty();
  }

  private Standing fetch(String id, CacheEntry entry) {
    Domain domain = entry.domain();
    List<PolicyFinding> findings = new ArrayList<>();
    if (entry instanceof CacheEntry.Damaged damaged) {
      findings.add(new PolicyFinding(PolicyFinding.Kind.STS_CACHE_DAMAGED, damaged.why()));
    }
    Optional<StsPolicy> fetched = read(means.fetcher().fetch(domain), findings);
    Instant now = means.clock().instant();
    Standing standing =
        fetched
            .map(policy -> new CachedPolicy(domain, id, policy, now))
            .map(policy -> keep(policy, findings))
            .map(policy -> Standing.of(policy, findings, now, Standing.AFTER_FAILURE))
            .orElseGet(() -> withoutFetch(entry, findings, now));
    tell(domain, findings);
    return standing;
  }

  /** RFC 8461 §3.3: what is remembered, else as if there were no policy. */
  private static Standing withoutFetch(
      CacheEntry entry, List<PolicyFinding> findings, Instant now) {
    if (entry instanceof CacheEntry.Damaged) {
      return Standing.unavailable(String.join("; ", texts(findings)), now)
          .heldFor(Standing.AFTER_FAILURE);
    }
    return countingAt(now, entry)
        .map(policy -> Standing.of(policy, findings, now, Standing.AFTER_FAILURE))
        .orElseGet(() -> Standing.absent(findings, now, Standing.AFTER_FAILURE));
  }

  private static Optional<StsPolicy> read(PolicyFetch fetch, List<PolicyFinding> findings) {
    if (fetch instanceof PolicyFetch.Failed failed) {
      findings.add(failed.finding());
      return Optional.empty();
    }
    try {
      return Optional.of(StsPolicy.of(((PolicyFetch.Fetched) fetch).text()));
    } catch (IllegalArgumentException e) {
      findings.add(
          new PolicyFinding(PolicyFinding.Kind.STS_POLICY_INVALID, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private CachedPolicy keep(CachedPolicy policy, List<PolicyFinding> findings) {
    try {
      means.cache().keep(policy);
      unwritten.purge(policy.domain());
    } catch (IOException e) {
      findings.add(
          new PolicyFinding(PolicyFinding.Kind.STS_CACHE_UNWRITABLE, ForeignText.of(e.toString())));
      keepUnwritten(policy);
    }
    return policy;
  }

  private void keepUnwritten(CachedPolicy policy) {
    try {
      unwritten.keep(policy);
    } catch (IOException e) {
      throw new AssertionError("memory is always writable", e);
    }
  }

  /** RFC 8461 §3.3: administrators are told of fetches that fail. */
  private void tell(Domain domain, List<PolicyFinding> findings) {
    if (!findings.isEmpty()) {
      LOG.warn("the MTA-STS policy of {}: {}", domain, texts(findings));
    }
    try {
      means.listener().fetched(domain, List.copyOf(findings));
    } catch (RuntimeException e) {
      LOG.warn("a fetch listener failed: {}", means.listener().getClass().getName(), e);
    }
  }

  private static List<String> texts(List<PolicyFinding> findings) {
    return findings.stream().map(PolicyFinding::toString).toList();
  }
}
