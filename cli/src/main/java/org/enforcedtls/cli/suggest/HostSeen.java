package org.enforcedtls.cli.suggest;

import static java.util.stream.Collectors.joining;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.dane.HostDane;

/**
 * What one MX host showed.
 *
 * @param decision what was known before it was dialled
 * @param attempts one for each of its addresses
 * @param at when it was looked at
 */
record HostSeen(HostDecision decision, List<Attempt> attempts, Instant at) {
  /** Begins each line that is a question to a person. */
  static final String CHECK = "CHECK: ";

  private static final Duration SOON = Duration.ofDays(30);
  private static final int MAX_NAMES = 5;

  MxPattern pattern() {
    return MxPattern.of(decision.mxHost().name().toString());
  }

  /** The facts to be registered. */
  AdmittedMx facts() {
    AdmittedMx mx = AdmittedMx.of(pattern()).withAddresses(decision.addresses());
    return commonName().map(mx::withCommonName).orElse(mx);
  }

  /** If all addresses showed the same one, and it is a name of a host. */
  private Optional<String> commonName() {
    List<List<String>> names =
        certificates().map(CertificateEvidence::commonNames).distinct().toList();
    return names.size() == 1 && names.get(0).size() == 1
        ? names.get(0).stream().filter(HostSeen::isHostName).findFirst()
        : Optional.empty();
  }

  private static boolean isHostName(String name) {
    try {
      return MxPattern.of(name).toString().equalsIgnoreCase(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  Stream<TlsEvidence> tls() {
    return attempts.stream().flatMap(attempt -> attempt.tls().stream());
  }

  private Stream<CertificateEvidence> certificates() {
    return tls().flatMap(tls -> tls.chain().stream().limit(1));
  }

  /** Line by line, for the person who decides whether the row is right. */
  List<String> comments() {
    List<String> lines = new ArrayList<>();
    lines.add("preference " + decision.mxHost().preference() + "; " + provedBy(authentication()));
    dane().ifPresent(lines::add);
    decision.obstacles().forEach(cause -> lines.add(CHECK + cause));
    if (attempts.isEmpty() && decision.isOpen()) {
      lines.add(CHECK + "it was not dialled");
    }
    attempts.forEach(attempt -> attempt(attempt, lines));
    long certificates = certificates().map(CertificateEvidence::sha256).distinct().count();
    if (certificates > 1) {
      lines.add(CHECK + "its addresses show " + certificates + " different certificates");
    }
    return lines;
  }

  private MxAuthentication authentication() {
    return attempts.stream()
        .map(Attempt::mxAuthentication)
        .max(MxAuthentication::compareTo)
        .orElse(decision.mxAuthentication());
  }

  private static String provedBy(MxAuthentication authentication) {
    return switch (authentication) {
      case ROW -> "a row of ours lists it already";
      case DNSSEC -> "signed MX records name it";
      case MTA_STS -> "the domain's MTA-STS policy lists it";
      case CERTIFICATE_NAMES_DOMAIN -> "its certificate names the recipient domain";
      case NOTHING -> "nothing proves that the domain names it";
    };
  }

  private Optional<String> dane() {
    if (decision.dane() instanceof HostDane.Usable usable) {
      return Optional.of("TLSA records of " + usable.tlsaBaseDomain() + ": " + usable.records());
    }
    return decision.dane() instanceof HostDane.Unusable unusable
        ? Optional.of(CHECK + "it has TLSA records that do not count: " + unusable.records())
        : Optional.empty();
  }

  private void attempt(Attempt attempt, List<String> lines) {
    String where = attempt.address().map(InetAddress::getHostAddress).orElse("no address") + ": ";
    attempt.tls().ifPresent(tls -> tls(tls, where, lines));
    attempt.causes().forEach(cause -> lines.add(CHECK + where + cause));
  }

  private void tls(TlsEvidence tls, String where, List<String> lines) {
    String channel =
        tls.channel().map(agreed -> agreed.protocol() + " " + agreed.opensslName()).orElse("");
    tls.chain().stream()
        .findFirst()
        .ifPresent(
            leaf -> {
              lines.add(
                  where
                      + Stream.of(channel, certificate(leaf))
                          .filter(text -> !text.isEmpty())
                          .collect(joining(", ")));
              expiry(leaf).ifPresent(text -> lines.add(CHECK + where + text));
            });
    if (tls.channel().filter(TlsEvidence.Channel::belowRecommended).isPresent()) {
      lines.add(CHECK + where + channel + " is below what is recommended");
    }
  }

  private static String certificate(CertificateEvidence leaf) {
    List<String> names = leaf.names().stream().map(Object::toString).toList();
    int more = names.size() - MAX_NAMES;
    return "certificate for "
        + (names.isEmpty()
            ? leaf.subject()
            : names.stream().limit(MAX_NAMES).collect(joining(", ")))
        + (more > 0 ? " and " + more + " more names" : "")
        + ", until "
        + leaf.notAfter()
        + ", issued by "
        + leaf.issuer();
  }

  /** One that has expired is refused, and that is said already. */
  private Optional<String> expiry(CertificateEvidence leaf) {
    Duration left = Duration.between(at, leaf.notAfter());
    return left.isNegative() || left.compareTo(SOON) > 0
        ? Optional.empty()
        : Optional.of("its certificate expires in " + left.toDays() + " days");
  }
}
