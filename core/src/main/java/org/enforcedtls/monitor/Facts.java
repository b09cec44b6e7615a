package org.enforcedtls.monitor;

import java.net.InetAddress;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enforcedtls.internal.digest.Sha256;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.dane.HostDane;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Readiness;

/**
 * Turns a look into facts. What could not be seen this time, as a host was down or the DNS did not
 * answer, is what it was: only so is a change told that happened meanwhile. For one thread.
 */
final class Facts {
  private static final String VERDICT = "verdict";
  private static final String FINDING = "finding ";
  private static final int MAX_FACT_CHARACTERS = 400;

  /** Of these a host tells only inside TLS. */
  private static final List<String> SEEN_IN_TLS =
      List.of("certificate", "names", "anchor", "protocol");

  private final SortedMap<String, String> facts = new TreeMap<>();
  private final SortedMap<String, String> earlier;

  private Facts(SortedMap<String, String> earlier) {
    this.earlier = earlier;
  }

  static PartnerState of(Readiness readiness, Optional<PartnerState> earlier) {
    Facts facts = new Facts(earlier.map(PartnerState::facts).orElseGet(TreeMap::new));
    PolicyDecision decision = readiness.preflight().decision();
    if (readiness.verdict() == Readiness.Verdict.NOT_CHECKED) {
      facts.facts.putAll(facts.earlier);
    } else {
      facts.all(readiness, decision);
    }
    facts.put(VERDICT, readiness.verdict().configName());
    return new PartnerState(decision.recipientDomain(), decision.at(), facts.facts);
  }

  private void all(Readiness readiness, PolicyDecision decision) {
    put(
        "mx",
        joined(
            decision.hosts().stream()
                .map(host -> "%05d %s".formatted(host.mxHost().preference(), host.mxHost().name()))
                .sorted()
                .map(text -> text.replaceFirst("^0{1,4}", ""))));
    decision
        .policy()
        .flatMap(policy -> policy.published())
        .map(PolicyEvidence::of)
        .ifPresent(found -> put("published policy", found.origin() + " " + found.fingerprint()));
    decision.hosts().forEach(this::host);
    readiness.preflight().attempts().forEach(this::attempt);
    readiness.findings().forEach(this::finding);
  }

  private void host(HostDecision host) {
    String name = host.mxHost().name().toString();
    put(
        "addresses " + name,
        joined(host.addresses().stream().map(InetAddress::getHostAddress).sorted()));
    if (host.dane() instanceof HostDane.Usable usable) {
      put("tlsa " + name, usable.records().toString());
    } else if (host.dane() instanceof HostDane.Unusable unusable) {
      put("tlsa " + name, unusable.records().toString());
    } else if (host.dane() instanceof HostDane.Unavailable) {
      keep("tlsa " + name);
    }
  }

  private void attempt(Attempt attempt) {
    String place = placeOf(attempt);
    Optional<CertificateEvidence> certificate =
        attempt.tls().flatMap(tls -> tls.chain().stream().findFirst());
    if (certificate.isEmpty()) {
      SEEN_IN_TLS.forEach(name -> keep(name + " " + place));
      return;
    }
    put("certificate " + place, text(certificate.get()));
    put("names " + place, joined(certificate.get().names().stream().map(Object::toString)));
    attempt.tls().flatMap(TlsEvidence::anchor).ifPresent(anchor -> put("anchor " + place, anchor));
    attempt
        .tls()
        .flatMap(TlsEvidence::channel)
        .ifPresentOrElse(
            channel -> put("protocol " + place, channel.protocol()),
            () -> keep("protocol " + place));
  }

  private static String placeOf(Attempt attempt) {
    return attempt.mxHost()
        + attempt.address().map(address -> " [" + address.getHostAddress() + "]").orElse("");
  }

  private static String text(CertificateEvidence certificate) {
    return certificate.subject()
        + ", by "
        + certificate.issuer()
        + ", until "
        + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS)
        + ", sha256 "
        + certificate.sha256();
  }

  /** Its text can tell of days and times, and would be another at each look. */
  private void finding(Finding finding) {
    String where =
        Stream.concat(
                finding.place().mxHost().stream().map(Object::toString),
                finding.place().addresses().stream().map(address -> "[" + address + "]"))
            .map(text -> " " + text)
            .collect(Collectors.joining());
    put(FINDING + finding.code() + where, finding.severity().configName());
  }

  private void keep(String name) {
    Optional.ofNullable(earlier.get(name)).ifPresent(fact -> put(name, fact));
  }

  /** What is too long for a line is told apart by its digest. */
  private void put(String name, String fact) {
    String line =
        fact.length() <= MAX_FACT_CHARACTERS
            ? fact
            : fact.substring(0, MAX_FACT_CHARACTERS) + "… sha256 " + Sha256.hexOf(fact);
    facts.put(ForeignText.of(name), ForeignText.of(line));
  }

  private static String joined(Stream<String> texts) {
    return texts.collect(Collectors.joining(", "));
  }
}
