package org.enforcedtls.policy.mtasts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;

/**
 * What stands for a domain for some minutes, without another look at DNS and cache. Immutable.
 *
 * @param answer what is said
 * @param from since when
 * @param until the first instant at which it no longer stands; the same as from: not at all
 */
record Standing(PolicyAnswer answer, Instant from, Instant until) {
  /** After a failed fetch (RFC 8461 §3.3): the least that a policy host is left alone for. */
  static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

  private static final Duration LEAST = Duration.ofMinutes(1);

  /** So that what is purged, or written by another process, is noticed soon. */
  private static final Duration MOST = Duration.ofMinutes(5);

  /** A clock that was set back must not make an answer stand longer. */
  boolean holdsAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /** Nobody knows, and the next one who asks may find out. */
  static Standing unavailable(String why, Instant now) {
    return new Standing(new PolicyAnswer.Unavailable(why), now, now);
  }

  /** Nobody knows, and to ask again soon would not help. */
  Standing heldFor(Duration duration) {
    return new Standing(answer, from, from.plus(duration));
  }

  /** There is no policy, for as long as the DNS says, within bounds. */
  static Standing absent(List<PolicyFinding> findings, Instant now, Duration timeToLive) {
    return new Standing(new PolicyAnswer.Absent(findings), now, now.plus(within(timeToLive)));
  }

  /** A policy that counts, at most until it expires. */
  static Standing of(
      CachedPolicy policy, List<PolicyFinding> findings, Instant now, Duration timeToLive) {
    Instant until = now.plus(within(timeToLive));
    Instant end = policy.expiresAt();
    PolicyAnswer answer =
        tlsPolicy(policy.domain(), policy.policy())
            .<PolicyAnswer>map(found -> new PolicyAnswer.Found(List.of(found), findings))
            .orElseGet(() -> new PolicyAnswer.Absent(findings));
    return new Standing(answer, now, until.isBefore(end) ? until : end);
  }

  private static Duration within(Duration timeToLive) {
    Duration atLeast = timeToLive.compareTo(LEAST) < 0 ? LEAST : timeToLive;
    return atLeast.compareTo(MOST) > 0 ? MOST : atLeast;
  }

  /**
   * RFC 8461 §4: STARTTLS, a host that the policy lists, and a certificate for that host from a CA
   * that we trust. RFC 8461 §5: in mode testing it is only watched, and mode none is no policy.
   */
  private static Optional<TlsPolicy> tlsPolicy(Domain domain, StsPolicy policy) {
    if (policy.mode() == StsPolicy.Mode.NONE) {
      return Optional.empty();
    }
    Stage stage = policy.mode() == StsPolicy.Mode.ENFORCE ? Stage.ENFORCE : Stage.OBSERVE;
    return Optional.of(
        TlsPolicy.builder(PolicyOrigin.mtaSts(domain))
            .domain(domain)
            .mxAdmission(
                MxAdmission.only(policy.mxPatterns().stream().map(AdmittedMx::of).toList()))
            .enforcement(Enforcement.always().withStage(stage))
            .publishedText(policy.text().lines().toList())
            .build());
  }
}
