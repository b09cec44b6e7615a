package org.enforcedtls.policy.mtasts;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;

/**
 * A policy that is remembered. Immutable.
 *
 * @param domain the policy domain
 * @param id what its TXT record said when the policy was fetched
 * @param policy what was fetched
 * @param fetchedAt when
 */
public record CachedPolicy(Domain domain, String id, StsPolicy policy, Instant fetchedAt) {
  /**
   * Stricter than RFC 8461 §3.2: a policy that says 0 counts for as long too, so that a domain
   * cannot have itself asked for each message.
   */
  private static final Duration LEAST_AGE = Duration.ofMinutes(5);

  private static final Duration REFRESH = Duration.ofDays(1);
  private static final int JITTER_STEPS = 1000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");

  /**
   * Checks.
   *
   * @param domain the policy domain
   * @param id 1 to 32 letters and digits
   * @param policy what was fetched
   * @param fetchedAt when
   * @throws IllegalArgumentException if the id is of another form
   */
  public CachedPolicy {
    requireNonNull(domain, "domain");
    requireNonNull(policy, "policy");
    requireNonNull(fetchedAt, "fetchedAt");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id must be 1 to 32 letters and digits, not " + id);
    }
  }

  /**
   * The end of the policy.
   *
   * @return the first instant at which it no longer counts
   */
  public Instant expiresAt() {
    Duration age = policy.maxAge();
    return fetchedAt.plus(age.compareTo(LEAST_AGE) < 0 ? LEAST_AGE : age);
  }

  /**
   * Whether the policy counts.
   *
   * @param now the moment
   * @return false from {@link #expiresAt} on
   */
  public boolean countsAt(Instant now) {
    return now.isBefore(expiresAt());
  }

  /**
   * When the policy is to be fetched anew, so that whoever blocks that has to do it for long (RFC
   * 8461 §3.3): after a day, or half of its age if that is less; up to a quarter earlier, by chance
   * of domain and time, so that not all are due at once.
   */
  Instant refreshAt() {
    Duration half = policy.maxAge().dividedBy(2);
    Duration period = half.compareTo(REFRESH) < 0 ? half : REFRESH;
    long step = Math.floorMod(31L * domain.hashCode() + fetchedAt.toEpochMilli(), JITTER_STEPS);
    return fetchedAt.plus(period.minus(period.multipliedBy(step).dividedBy(4L * JITTER_STEPS)));
  }
}
