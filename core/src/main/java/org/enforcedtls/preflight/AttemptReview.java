package org.enforcedtls.preflight;

import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.Observation;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.MxAuthentication;

/**
 * What was seen at one address of a host. Immutable.
 *
 * @param attempt what was seen
 */
record AttemptReview(Attempt attempt) {
  List<Finding> failures() {
    return attempt.causes().stream().map(cause -> ReadinessRules.failure(place(), cause)).toList();
  }

  /**
   * What would not stop mail.
   *
   * @param firstNotice so long before it expires a certificate is told of
   * @param lastNotice so long before it is told of again
   */
  List<Finding> warnings(Duration firstNotice, Duration lastNotice) {
    List<Finding> all = new ArrayList<>();
    attempt
        .tls()
        .ifPresent(
            tls -> {
              tls.chain().forEach(one -> ofExpiry(one, firstNotice, lastNotice, all));
              ofChannel(tls, all);
            });
    boolean isProved = attempt.mxAuthentication() != MxAuthentication.NOTHING;
    if (attempt.causes().isEmpty() && !isProved) {
      String text = "expected a proof that the domain names " + attempt.mxHost() + ", found none";
      all.add(Advice.MX_NAME_UNPROVED.at(Finding.Place.host(attempt.mxHost()), text));
    }
    attempt.observations().forEach(observation -> ofObserved(observation, all));
    return all;
  }

  private void ofExpiry(
      CertificateEvidence certificate,
      Duration firstNotice,
      Duration lastNotice,
      List<Finding> all) {
    Duration left = Duration.between(attempt.startedAt(), certificate.notAfter());
    if (left.isNegative() || left.isZero() || left.compareTo(firstNotice) >= 0) {
      return; // what has expired is a failure
    }
    Advice advice =
        left.compareTo(lastNotice) < 0
            ? Advice.CERTIFICATE_EXPIRES_VERY_SOON
            : Advice.CERTIFICATE_EXPIRES_SOON;
    all.add(advice.at(place(), expiry(certificate)));
  }

  private void ofChannel(TlsEvidence tls, List<Finding> all) {
    tls.channel()
        .filter(TlsEvidence.Channel::belowRecommended)
        .ifPresent(
            channel ->
                all.add(
                    Advice.CIPHER_BELOW_RECOMMENDED.at(
                        place(), "admitted, and weak: " + channel.opensslName())));
  }

  private String expiry(CertificateEvidence certificate) {
    long days = Duration.between(attempt.startedAt(), certificate.notAfter()).toDays();
    return "the certificate of "
        + certificate.subject()
        + " expires in "
        + days
        + (days == 1 ? " day, " : " days, ")
        + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS);
  }

  private void ofObserved(Observation observation, List<Finding> all) {
    observation
        .causes()
        .forEach(
            cause ->
                all.add(
                    Advice.OBSERVED_WOULD_FAIL.at(
                        place(), observation.policy() + " would refuse it, " + cause)));
  }

  Finding.Place place() {
    return attempt
        .address()
        .map(InetAddress::getHostAddress)
        .map(address -> Finding.Place.address(attempt.mxHost(), address))
        .orElseGet(() -> Finding.Place.host(attempt.mxHost()));
  }
}
