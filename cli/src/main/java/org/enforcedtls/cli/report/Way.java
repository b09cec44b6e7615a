package org.enforcedtls.cli.report;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.cli.page.Mark;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.preflight.Advice;
import org.enforcedtls.preflight.Finding;

/**
 * One way from a domain to a CA: an MX host at an address, its certificate, and what vouches for
 * that. Stations that were not reached are not there. Immutable.
 *
 * @param stations at least the host, at most host, certificate and CA
 */
record Way(List<Station> stations) {
  /** Causes that speak of who signed, not of the certificate itself. */
  private static final Set<String> OF_ISSUER =
      Set.of("certificate-untrusted", "certificate-issuer-not-approved");

  /** What speaks of the certificate and is not called so. */
  private static final Set<String> OF_CERTIFICATE =
      Set.of("revocation-unknown", "tlsa-mismatch", Advice.COMMON_NAME_CHANGED.code());

  /**
   * The ways to a partner: those that were gone, those that are barred, and those that are gone.
   */
  static List<Way> to(Partner partner) {
    List<Way> ways = new ArrayList<>();
    List<Domain> named = new ArrayList<>();
    for (HostDecision host : partner.decision().hosts()) {
      Domain name = host.mxHost().name();
      named.add(name);
      List<Attempt> attempts =
          partner.readiness().preflight().attempts().stream()
              .filter(attempt -> attempt.mxHost().equals(name))
              .toList();
      if (attempts.isEmpty()) {
        ways.add(new Way(List.of(barred(host))));
      }
      attempts.forEach(attempt -> ways.add(gone(partner, attempt)));
    }
    partner.readiness().findings().stream()
        .filter(finding -> finding.place().mxHost().filter(h -> !named.contains(h)).isPresent())
        .map(finding -> new Way(List.of(missing(finding))))
        .forEach(ways::add);
    return ways;
  }

  private static Station barred(HostDecision host) {
    String words = host.obstacles().stream().findFirst().map(Way::words).orElse("not dialled");
    return new Station(
        host.mxHost().name().toString(),
        kindOf(host.mxHost().preference()),
        host.mxHost().name().toString(),
        "not dialled",
        Mark.STOP,
        words);
  }

  private static Station missing(Finding finding) {
    String name = finding.place().mxHost().map(Domain::toString).orElse("");
    return new Station(
        name,
        "registered",
        name,
        "",
        State.markOf(finding.severity()),
        Words.ofCode(finding.code()));
  }

  private static Way gone(Partner partner, Attempt attempt) {
    List<Station> stations = new ArrayList<>();
    stations.add(host(partner, attempt));
    attempt
        .tls()
        .filter(tls -> !tls.chain().isEmpty())
        .ifPresent(
            tls -> {
              stations.add(certificate(partner, attempt, tls.chain().get(0)));
              stations.add(authority(attempt, tls));
            });
    return new Way(List.copyOf(stations));
  }

  private static Station host(Partner partner, Attempt attempt) {
    Optional<String> failure =
        attempt.causes().stream()
            .filter(cause -> !isOfCertificate(cause.code().code()) && !isOfIssuer(cause))
            .findFirst()
            .map(Way::words);
    Optional<String> warning =
        warnings(partner, attempt).filter(code -> !isOfCertificate(code)).findFirst();
    String protocol =
        attempt.tls().flatMap(TlsEvidence::channel).map(c -> c.protocol()).orElse("reached");
    return new Station(
        attempt.mxHost().toString(),
        kindOf(attempt.preference()),
        attempt.mxHost().toString(),
        attempt.address().map(InetAddress::getHostAddress).orElse("without address"),
        failure.isPresent() ? Mark.STOP : warning.isPresent() ? Mark.WARN : Mark.GOOD,
        failure.or(() -> warning.map(Words::ofCode)).orElse(protocol));
  }

  private static Stream<String> warnings(Partner partner, Attempt attempt) {
    String address = attempt.address().map(InetAddress::getHostAddress).orElse("");
    return partner.readiness().findings().stream()
        .filter(finding -> State.markOf(finding.severity()) == Mark.WARN)
        .filter(finding -> finding.place().mxHost().filter(attempt.mxHost()::equals).isPresent())
        .filter(
            finding ->
                finding.place().addresses().isEmpty()
                    || finding.place().addresses().contains(address))
        .map(Finding::code);
  }

  private static Station certificate(
      Partner partner, Attempt attempt, CertificateEvidence certificate) {
    Optional<String> failure =
        attempt.causes().stream()
            .filter(cause -> isOfCertificate(cause.code().code()))
            .findFirst()
            .map(Way::words);
    Optional<String> warning = warnings(partner, attempt).filter(Way::isOfCertificate).findFirst();
    boolean isProved = attempt.causes().isEmpty();
    Mark otherwise = isProved ? Mark.GOOD : Mark.NONE;
    return new Station(
        certificate.sha256(),
        "certificate",
        certificate.subject(),
        "until " + Words.day(certificate.notAfter()),
        failure.isPresent() ? Mark.STOP : warning.isPresent() ? Mark.WARN : otherwise,
        failure
            .or(() -> warning.map(Words::ofCode))
            .orElse(isProved ? "proves the host" : "not verified"));
  }

  private static Station authority(Attempt attempt, TlsEvidence tls) {
    Optional<String> failure =
        attempt.causes().stream().filter(Way::isOfIssuer).findFirst().map(Way::words);
    if (tls.anchor().isPresent() && failure.isEmpty()) {
      String label = tls.anchor().get();
      return new Station(label, "CA", label, "", Mark.GOOD, "approved CA");
    }
    if (tls.tlsa().isPresent()) {
      String record = tls.tlsa().get();
      return new Station(record, "DANE", "TLSA " + record, "", Mark.GOOD, "matches");
    }
    String issuer = tls.chain().get(tls.chain().size() - 1).issuer();
    Mark mark = failure.isPresent() ? Mark.STOP : Mark.NONE;
    return new Station(
        mark + issuer, "named as CA", issuer, "", mark, failure.orElse("not verified"));
  }

  private static boolean isOfIssuer(Cause cause) {
    return OF_ISSUER.contains(cause.code().code());
  }

  private static boolean isOfCertificate(String code) {
    return !OF_ISSUER.contains(code)
        && (code.startsWith("certificate-") || OF_CERTIFICATE.contains(code));
  }

  private static String kindOf(int preference) {
    return "MX " + preference;
  }

  private static String words(Cause cause) {
    return Words.ofCode(cause.code().code());
  }
}
