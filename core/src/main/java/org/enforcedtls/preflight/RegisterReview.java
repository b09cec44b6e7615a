package org.enforcedtls.preflight;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.Party;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAdmission.AddressBinding;
import org.enforcedtls.policy.MxAdmission.RouteSource;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.HostDane;

/**
 * What the DNS says of a domain, beside what is registered of it. Immutable.
 *
 * @param decision what a delivery would go by
 */
record RegisterReview(PolicyDecision decision) {
  private static final String SEE_MTA_STS = "have the domain's MTA-STS looked at";

  List<Finding> warnings() {
    List<Finding> all = new ArrayList<>();
    for (TlsPolicy row : rows()) {
      MxAdmission admission = row.mxAdmission();
      if (admission.routeSource() != RouteSource.LISTED && !decision.hosts().isEmpty()) {
        gone(row, all);
        order(row, all);
      }
      admission.hosts().forEach(registered -> addresses(row, registered, all));
    }
    decision.hosts().forEach(host -> tlsa(host, all));
    decision.sources().stream()
        .flatMap(source -> source.answer().findings().stream())
        .forEach(finding -> all.add(published(finding)));
    return all;
  }

  /** What the certificate of a host says, beside what is registered of it. */
  List<Finding> warningsOf(AttemptReview seen) {
    List<Finding> all = new ArrayList<>();
    Optional<CertificateEvidence> certificate =
        seen.attempt().tls().flatMap(tls -> tls.chain().stream().findFirst());
    boolean isNameRefused =
        seen.attempt().causes().stream()
            .anyMatch(cause -> cause.code() == CauseCode.CERTIFICATE_NAME_MISMATCH);
    if (certificate.isEmpty() || isNameRefused) {
      return all;
    }
    Optional<Domain> host = Optional.of(seen.attempt().mxHost());
    for (TlsPolicy row : rows()) {
      row.mxAdmission().hosts().stream()
          .filter(registered -> registered.pattern().host().equals(host))
          .flatMap(registered -> registered.commonName().stream())
          .filter(expected -> isOther(expected, certificate.get()))
          .map(
              expected ->
                  Advice.COMMON_NAME_CHANGED.at(
                      seen.place(),
                      "expected CN="
                          + expected
                          + " ("
                          + row
                          + "), found "
                          + certificate.get().subject()))
          .forEach(all::add);
    }
    return all;
  }

  private static boolean isOther(String commonName, CertificateEvidence certificate) {
    return certificate.commonNames().stream().noneMatch(commonName::equalsIgnoreCase);
  }

  /** Rows that are only observed are registered as well. */
  private List<TlsPolicy> rows() {
    List<TlsPolicy> rows = new ArrayList<>();
    decision.policy().ifPresent(policy -> collect(policy, rows));
    return rows;
  }

  private static void collect(EffectivePolicy policy, List<TlsPolicy> rows) {
    policy.enforced().stream()
        .filter(each -> each.origin().kind() == PolicyOrigin.Kind.PARTNER_ROW)
        .forEach(rows::add);
    policy.observed().forEach(observed -> collect(observed, rows));
  }

  private void gone(TlsPolicy row, List<Finding> all) {
    for (AdmittedMx registered : row.mxAdmission().hosts()) {
      Optional<Domain> host = registered.pattern().host();
      if (host.isPresent() && hostNamed(host.get()).isEmpty()) {
        String text =
            "expected " + host.get() + " among the MX hosts (" + row + "), found " + names();
        all.add(Advice.MX_GONE.at(Finding.Place.host(host.get()), text));
      }
    }
  }

  private void order(TlsPolicy row, List<Finding> all) {
    List<Domain> registered =
        row.mxAdmission().hosts().stream()
            .flatMap(mx -> mx.pattern().host().stream())
            .filter(host -> hostNamed(host).isPresent())
            .toList();
    for (int i = 1; i < registered.size(); i++) {
      int before = preference(registered.get(i - 1));
      int after = preference(registered.get(i));
      if (before > after) {
        String text =
            "expected %s before %s (%s), found preferences %d and %d"
                .formatted(registered.get(i - 1), registered.get(i), row, before, after);
        all.add(Advice.MX_ORDER_CHANGED.at(Finding.Place.domain(), text));
      }
    }
  }

  /** Addresses that bind are refused before; then there is nothing to add. */
  private void addresses(TlsPolicy row, AdmittedMx registered, List<Finding> all) {
    Optional<HostDecision> host = registered.pattern().host().flatMap(this::hostNamed);
    if (registered.addresses().isEmpty() || host.isEmpty() || !host.get().isOpen()) {
      return;
    }
    Finding.Place place = Finding.Place.host(host.get().mxHost().name());
    List<InetAddress> found = host.get().addresses();
    for (InetAddress address : found) {
      if (row.mxAdmission().addressBinding() != AddressBinding.BINDING
          && !registered.addresses().contains(address)) {
        all.add(Advice.ADDRESS_NOT_REGISTERED.at(place, differing(row, registered, address)));
      }
    }
    for (InetAddress address : registered.addresses()) {
      if (!found.contains(address)) {
        String text =
            "expected "
                + address.getHostAddress()
                + " ("
                + row
                + "), found "
                + found.stream().map(InetAddress::getHostAddress).toList();
        all.add(Advice.ADDRESS_GONE.at(place, text));
      }
    }
  }

  private static String differing(TlsPolicy row, AdmittedMx registered, InetAddress found) {
    return "expected one of "
        + registered.addresses().stream().map(InetAddress::getHostAddress).toList()
        + " ("
        + row
        + "), found "
        + found.getHostAddress();
  }

  private static void tlsa(HostDecision host, List<Finding> all) {
    if (host.dane() instanceof HostDane.Unusable unusable) {
      String text = "expected a TLSA record that counts, found " + unusable.records();
      all.add(Advice.TLSA_UNUSABLE.at(Finding.Place.host(host.mxHost().name()), text));
    }
  }

  private static Finding published(PolicyFinding finding) {
    Party party = finding.kind().resultType().isPresent() ? Party.PARTNER : Party.OURS;
    return new Finding(
        finding.kind().configName(),
        Severity.WARNING,
        Finding.Place.domain(),
        finding.text(),
        SEE_MTA_STS,
        party);
  }

  private Optional<HostDecision> hostNamed(Domain host) {
    return decision.hosts().stream().filter(h -> h.mxHost().name().equals(host)).findFirst();
  }

  private int preference(Domain host) {
    return hostNamed(host).map(HostDecision::mxHost).map(MxHost::preference).orElseThrow();
  }

  private List<Domain> names() {
    return decision.hosts().stream().map(host -> host.mxHost().name()).toList();
  }
}
