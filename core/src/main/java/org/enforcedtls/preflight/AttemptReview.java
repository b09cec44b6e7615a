package org.enforcedtls.preflight;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
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
   * @param soon certificates that expire before are told
   */
  List<Finding> warnings(Instant soon) {
    List<Finding> all = new ArrayList<>();
    attempt.tls().ifPresent(tls -> ofTls(tls, soon, all));
    boolean isProved = attempt.mxAuthentication() != MxAuthentication.NOTHING;
    if (attempt.causes().isEmpty() && !isProved) {
      String text = "expected a proof that the domain names " + attempt.mxHost() + ", found none";
      all.add(Advice.MX_NAME_UNPROVED.at(Finding.Place.host(attempt.mxHost()), text));
    }
    attempt.observations().forEach(observation -> ofObserved(observation, all));
    return all;
  }

  private void ofTls(TlsEvidence tls, Instant soon, List<Finding> all) {
    for (CertificateEvidence certificate : tls.chain()) {
      boolean isValid = certificate.notAfter().isAfter(attempt.startedAt());
      if (isValid && certificate.notAfter().isBefore(soon)) {
        all.add(Advice.CERTIFICATE_EXPIRES_SOON.at(place(), expiry(certificate)));
      }
    }
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

  private Finding.Place place() {
    return attempt
        .address()
        .map(InetAddress::getHostAddress)
        .map(address -> Finding.Place.address(attempt.mxHost(), address))
        .orElseGet(() -> Finding.Place.host(attempt.mxHost()));
  }
}
