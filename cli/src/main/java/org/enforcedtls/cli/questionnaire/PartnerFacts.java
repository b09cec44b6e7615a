package org.enforcedtls.cli.questionnaire;

import java.net.InetAddress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policyfile.PartnerRowText;
import org.enforcedtls.trust.IssuerFilter;

/** What a partner says of one of its domains. For one thread. */
final class PartnerFacts {
  private static final String CHECK = "CHECK: ";

  private final Domain domain;
  private final String contact;
  private final Optional<OffsetDateTime> from;
  private final List<Host> hosts = new ArrayList<>();

  /** A host at an address. */
  record Host(
      Domain name,
      int preference,
      Optional<InetAddress> address,
      Optional<String> commonName,
      Optional<String> root) {}

  PartnerFacts(Domain domain, String contact, Optional<OffsetDateTime> from) {
    this.domain = domain;
    this.contact = contact;
    this.from = from;
  }

  Domain domain() {
    return domain;
  }

  void add(Host host) {
    hosts.add(host);
  }

  /** Empty if there is no host. */
  Optional<PartnerRowText> row() {
    return hosts.isEmpty() ? Optional.empty() : Optional.of(text());
  }

  private PartnerRowText text() {
    Enforcement observed = Enforcement.always().withStage(Stage.OBSERVE);
    TlsPolicy.Builder policy =
        TlsPolicy.builder(PolicyOrigin.partnerRow("questionnaire"))
            .domain(domain)
            .mxAdmission(MxAdmission.only(admitted()))
            .enforcement(
                from.map(OffsetDateTime::toInstant).map(observed::startingAt).orElse(observed))
            .contact(contact.isEmpty() ? "postmaster@" + domain : contact);
    List<String> roots = hosts.stream().flatMap(host -> host.root.stream()).distinct().toList();
    boolean isRootKnown = hosts.stream().allMatch(host -> host.root.isPresent());
    if (isRootKnown) {
      policy.certificate(CertificateDemand.defaults().withIssuers(IssuerFilter.of(roots)));
    }
    PartnerRowText.Builder text =
        PartnerRowText.builder(new PartnerRow(domain, PartnerRow.Coverage.DOMAIN, policy.build()))
            .offset(from.map(OffsetDateTime::getOffset).orElse(ZoneOffset.UTC));
    if (!isRootKnown) {
      text.addComment("trust", CHECK + "the root of not every host is in the questionnaire");
    }
    text.addComment("stage", CHECK + "observe it; enforce it when check finds nothing");
    if (from.isEmpty()) {
      text.addComment("from", CHECK + "no time of implementation is in the questionnaire");
    }
    if (contact.isEmpty()) {
      text.addComment("contact", CHECK + "no contact is in the questionnaire");
    }
    return text.build();
  }

  /** In the order of their preferences, each host once. */
  private List<AdmittedMx> admitted() {
    return hosts.stream()
        .sorted(Comparator.comparing(Host::preference))
        .map(Host::name)
        .distinct()
        .map(this::admitted)
        .toList();
  }

  private AdmittedMx admitted(Domain name) {
    List<Host> same = hosts.stream().filter(host -> host.name.equals(name)).toList();
    AdmittedMx mx =
        AdmittedMx.of(MxPattern.of(name.toString()))
            .withAddresses(
                same.stream().flatMap(host -> host.address.stream()).distinct().toList());
    List<Optional<String>> names = same.stream().map(Host::commonName).distinct().toList();
    return names.size() == 1 ? names.get(0).map(mx::withCommonName).orElse(mx) : mx;
  }
}
