package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.HostDecision;

/** How a preflight is read. Immutable. */
public final class ReadinessRules {
  private static final Duration FIRST_NOTICE = Duration.ofDays(30);
  private static final Duration LAST_NOTICE = Duration.ofDays(14);
  private static final Set<CauseCode> NOTHING_KNOWN =
      Set.of(
          CauseCode.POLICY_UNAVAILABLE,
          CauseCode.DNS_UNAVAILABLE,
          CauseCode.CANCELLED,
          CauseCode.DEADLINE_EXCEEDED);

  private final Duration firstNotice;
  private final Duration lastNotice;

  private ReadinessRules(Duration firstNotice, Duration lastNotice) {
    this.firstNotice = firstNotice;
    this.lastNotice = lastNotice;
  }

  /**
   * The usual rules: a certificate is a finding 30 days before it expires, and another 14 days
   * before.
   *
   * @return the rules
   */
  public static ReadinessRules defaults() {
    return new ReadinessRules(FIRST_NOTICE, LAST_NOTICE);
  }

  /**
   * The same rules with other notices for certificates.
   *
   * @param first so long before it expires a certificate is {@code certificate-expires-soon}; 0 or
   *     more
   * @param last so long before it is {@code certificate-expires-very-soon} instead; 0 or more, and
   *     no longer than the first
   * @return a copy
   * @throws IllegalArgumentException if one is negative, or the last is longer than the first
   */
  public ReadinessRules withExpiryNotices(Duration first, Duration last) {
    if (last.isNegative() || last.compareTo(first) > 0) {
      throw new IllegalArgumentException(
          "expected notices of 0 or more, the first no shorter than the last, found "
              + first
              + " and "
              + last);
    }
    return new ReadinessRules(first, last);
  }

  /**
   * Reads a preflight. Does not block.
   *
   * @param preflight what was seen
   * @return what it means
   */
  public Readiness judge(Preflight preflight) {
    requireNonNull(preflight, "preflight");
    List<Finding> found = new ArrayList<>();
    preflight
        .decision()
        .obstacles()
        .forEach(cause -> found.add(failure(Finding.Place.domain(), cause)));
    for (HostDecision host : preflight.decision().hosts()) {
      host.obstacles()
          .forEach(cause -> found.add(failure(Finding.Place.host(host.mxHost().name()), cause)));
    }
    RegisterReview register = new RegisterReview(preflight.decision());
    List<AttemptReview> attempts = preflight.attempts().stream().map(AttemptReview::new).toList();
    attempts.forEach(attempt -> found.addAll(attempt.failures()));
    found.addAll(register.warnings());
    for (AttemptReview attempt : attempts) {
      found.addAll(attempt.warnings(firstNotice, lastNotice));
      found.addAll(register.warningsOf(attempt));
    }
    preflight.accepted().forEach(weak -> found.add(weak.finding()));
    List<Finding> merged = merged(found);
    merged.sort(Comparator.comparing(Finding::severity).reversed());
    return new Readiness(preflight, verdict(preflight, merged), merged);
  }

  /**
   * Reads what the DNS says of this host. Does not block.
   *
   * @param identity what the DNS says
   * @return what it means
   */
  public SenderReadiness judge(SenderIdentity identity) {
    SenderReview review = new SenderReview(requireNonNull(identity, "identity"));
    List<Finding> merged = merged(review.findings());
    Readiness.Verdict whenKnown =
        merged.isEmpty() ? Readiness.Verdict.READY : Readiness.Verdict.FINDINGS;
    return new SenderReadiness(
        identity, review.isUnknown() ? Readiness.Verdict.NOT_CHECKED : whenKnown, merged);
  }

  static Finding failure(Finding.Place place, Cause cause) {
    return new Finding(
        cause.code().code(),
        Severity.FAILURE,
        place,
        cause.text(),
        Remedies.of(cause.code()),
        cause.party());
  }

  private static Readiness.Verdict verdict(Preflight preflight, List<Finding> findings) {
    boolean isNothingKnown =
        preflight.decision().obstacles().stream()
            .anyMatch(cause -> NOTHING_KNOWN.contains(cause.code()));
    if (isNothingKnown) {
      return Readiness.Verdict.NOT_CHECKED;
    }
    return findings.isEmpty() ? Readiness.Verdict.READY : Readiness.Verdict.FINDINGS;
  }

  /** One finding where several addresses of a host have the same. */
  private static List<Finding> merged(List<Finding> all) {
    List<Finding> merged = new ArrayList<>();
    for (Finding finding : all) {
      Optional<Finding> earlier = merged.stream().filter(finding::isSameElsewhere).findFirst();
      if (earlier.isPresent()) {
        merged.set(merged.indexOf(earlier.get()), both(earlier.get(), finding));
      } else {
        merged.add(finding);
      }
    }
    return merged;
  }

  private static Finding both(Finding one, Finding other) {
    List<String> addresses = new ArrayList<>(one.place().addresses());
    other.place().addresses().stream().filter(a -> !addresses.contains(a)).forEach(addresses::add);
    return new Finding(
        one.code(),
        one.severity(),
        new Finding.Place(one.place().mxHost(), addresses),
        one.text(),
        one.remedy(),
        one.party());
  }
}
