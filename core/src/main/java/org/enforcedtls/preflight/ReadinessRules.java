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
  private static final Duration DEFAULT_NOTICE = Duration.ofDays(30);
  private static final Set<CauseCode> NOTHING_KNOWN =
      Set.of(
          CauseCode.POLICY_UNAVAILABLE,
          CauseCode.DNS_UNAVAILABLE,
          CauseCode.CANCELLED,
          CauseCode.DEADLINE_EXCEEDED);

  private final Duration expiryNotice;

  private ReadinessRules(Duration expiryNotice) {
    this.expiryNotice = expiryNotice;
  }

  /**
   * The usual rules: a certificate that expires within 30 days is a finding.
   *
   * @return the rules
   */
  public static ReadinessRules defaults() {
    return new ReadinessRules(DEFAULT_NOTICE);
  }

  /**
   * The same rules with another notice for certificates.
   *
   * @param expiryNotice so long before it expires a certificate is a finding; 0 or more
   * @return a copy
   * @throws IllegalArgumentException if it is negative
   */
  public ReadinessRules withExpiryNotice(Duration expiryNotice) {
    if (expiryNotice.isNegative()) {
      throw new IllegalArgumentException("expiryNotice must not be negative: " + expiryNotice);
    }
    return new ReadinessRules(expiryNotice);
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
    preflight.attempts().forEach(attempt -> found.addAll(new AttemptReview(attempt).failures()));
    found.addAll(new RegisterReview(preflight.decision()).warnings());
    preflight
        .attempts()
        .forEach(
            attempt ->
                found.addAll(
                    new AttemptReview(attempt)
                        .warnings(preflight.decision().at().plus(expiryNotice))));
    List<Finding> merged = merged(found);
    merged.sort(Comparator.comparing(Finding::severity).reversed());
    return new Readiness(preflight, verdict(preflight, merged), merged);
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
