package org.enforcedtls.cli.report;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enforcedtls.cli.page.Mark;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.CertificateEvidence;

/**
 * The last day of a certificate that a host presented. Immutable.
 *
 * @param partner whose host it is
 * @param host its name
 * @param addresses at which it presented this certificate
 * @param certificate of the host itself
 * @param now when it was looked at
 */
record Expiry(
    Partner partner,
    String host,
    List<String> addresses,
    CertificateEvidence certificate,
    Instant now) {
  /** So many days before, nobody should wait any longer. */
  static final int URGENT_DAYS = 14;

  /** So many days before, it is time to ask. */
  static final int SOON_DAYS = 30;

  /** One for each certificate of each host, the first to expire first. */
  static List<Expiry> of(List<Partner> partners, Instant now) {
    List<Expiry> all = new ArrayList<>();
    partners.forEach(partner -> all.addAll(of(partner, now)));
    all.sort(
        Comparator.comparing((Expiry expiry) -> expiry.certificate.notAfter())
            .thenComparing(Expiry::host));
    return all;
  }

  private static List<Expiry> of(Partner partner, Instant now) {
    Map<String, Expiry> byCertificate = new LinkedHashMap<>();
    for (Attempt attempt : partner.readiness().preflight().attempts()) {
      attempt.tls().stream()
          .flatMap(tls -> tls.chain().stream().limit(1))
          .forEach(
              leaf ->
                  byCertificate
                      .computeIfAbsent(
                          attempt.mxHost() + " " + leaf.sha256(),
                          key ->
                              new Expiry(
                                  partner,
                                  attempt.mxHost().toString(),
                                  new ArrayList<>(),
                                  leaf,
                                  now))
                      .addresses
                      .add(attempt.address().map(InetAddress::getHostAddress).orElse("")));
    }
    return List.copyOf(byCertificate.values());
  }

  boolean isOver() {
    return !certificate.notAfter().isAfter(now);
  }

  /** Negative if it is over. */
  double days() {
    return Duration.between(now, certificate.notAfter()).toSeconds() / 86_400.0;
  }

  boolean isUrgent() {
    return days() <= URGENT_DAYS;
  }

  Mark mark() {
    if (isOver()) {
      return Mark.STOP;
    }
    return days() <= SOON_DAYS ? Mark.WARN : Mark.GOOD;
  }

  /** Such as {@code in 9 days}. */
  String left() {
    long whole = Math.abs((long) days());
    String days = whole == 0 ? "less than a day" : Words.count(whole, "day", "days");
    return isOver() ? "expired " + days + " ago" : "in " + days;
  }

  String day() {
    return Words.day(certificate.notAfter());
  }
}
