package org.enforcedtls.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.interop.BindZone.Signing;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.Criticality;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.Tlsa;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.testkit.sts.PolicyHostFault;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;

/** Partners with one fault each: for each a domain with one MX host, {@code mx} below it. */
final class CheckCases implements AutoCloseable {
  private static final String ZONE = ".fi.example";
  private static final String UNSIGNED = ".plain.example";
  private static final String ELSEWHERE = "127.99.99.99";

  /** TLS features (RFC 7633), of which 5 is status_request. */
  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  private static final byte[] STATUS_REQUEST = {0x30, 0x03, 0x02, 0x01, 0x05};

  private final TestCa approved;
  private final CheckHosts hosts;
  private final Path directory;
  private final BindZone signed = new BindZone("fi.example", Signing.NSEC);
  private final BindZone unsigned = new BindZone("plain.example", Signing.UNSIGNED);
  private final BindZone expired = new BindZone("lapsed.example", Signing.EXPIRED);
  private final Map<Domain, TlsPolicy> rows = new HashMap<>();
  private final List<PolicyHost> policyHosts = new ArrayList<>();

  /** With a CA that the client approves of, and a directory for lists. */
  CheckCases(TestCa approved, CheckHosts hosts, Path directory) throws IOException {
    this.approved = approved;
    this.hosts = hosts;
    this.directory = directory;
    certificates();
    revocation();
    services();
    registered();
    names();
    dane();
    mtaSts();
  }

  BindZone[] zones() {
    BindZone top = new BindZone("example", Signing.NSEC);
    return new BindZone[] {top, signed, unsigned, expired};
  }

  PolicyAnswer policyFor(Domain domain) {
    return Optional.ofNullable(rows.get(domain))
        .<PolicyAnswer>map(PolicyAnswer.Found::of)
        .orElseGet(() -> new PolicyAnswer.Absent(List.of()));
  }

  private static String mx(String name) {
    return "mx." + name + ZONE;
  }

  private CertificateBuilder certificate(String name) {
    return approved.certificate(mx(name));
  }

  private void host(String name, CheckService service, TestCertificate certificate)
      throws IOException {
    signed.add(name + ZONE + " MX 10 " + mx(name));
    signed.add(mx(name) + " A " + hosts.address(service));
    hosts.certificate(mx(name), certificate);
  }

  private void host(String name, TestCertificate certificate) throws IOException {
    host(name, CheckService.GOOD, certificate);
  }

  private void good(String name) throws IOException {
    host(name, approved.issue(mx(name)));
  }

  private TestCertificate expiring(String name, int days) {
    Instant now = Instant.now();
    return certificate(name)
        .validity(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(days)))
        .issue();
  }

  private void certificates() throws IOException {
    good("healthy");
    host("expired", certificate("expired").expired().issue());
    host("early", certificate("early").notYetValid().issue());
    host("stranger", TestCa.create("Somebody's CA").issue(mx("stranger")));
    host("self-signed", certificate("self-signed").selfSigned().issue());
    TestCertificate whole = approved.intermediate("Issuing CA").issue(mx("gap"));
    host("gap", whole.presenting(whole.certificate()));
    host("damaged", certificate("damaged").damagedSignature().issue());
    host("misnamed", approved.issue("other.example"));
    host("common-name-only", certificate("common-name-only").dnsNames().issue());
    host("rsa-1024", certificate("rsa-1024").rsa(1024).issue());
    host("sha-1", certificate("sha-1").sha1Signature().issue());
    host("client-only", certificate("client-only").clientAuthenticationOnly().issue());
    host("soon", expiring("soon", 20));
    host("very-soon", expiring("very-soon", 10));
    host("two-faults", certificate("two-faults").dnsNames("other.example").expired().issue());
  }

  private void revocation() throws IOException {
    RevocationRule rule = RevocationRule.of(RevocationMode.WHEN_AVAILABLE);
    host(
        "must-staple",
        certificate("must-staple")
            .extension(TLS_FEATURE, Criticality.NOT_CRITICAL, STATUS_REQUEST)
            .issue());
    row("must-staple", CertificateDemand.defaults().withRevocation(rule));
    TestCertificate revoked = approved.issue(mx("revoked"));
    host("revoked", revoked);
    Path list = directory.resolve("revoked.crl");
    approved.writeCrl(list, revoked);
    RevocationRule lists = rule.withLists(RevocationLists.fromFile(list));
    row("revoked", CertificateDemand.defaults().withRevocation(lists));
  }

  private void services() throws IOException {
    for (CheckService service : CheckService.values()) {
      String name = service.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (service != CheckService.GOOD) {
        host(name, service, certificate(name).rsa(2048).issue());
      }
    }
    signed.add("closed" + ZONE + " MX 10 " + mx("closed"));
    signed.add(mx("closed") + " A " + ELSEWHERE);
  }

  private void registered() throws IOException {
    good("other-issuer");
    row(
        "other-issuer",
        CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of("Other CA"))));
    good("as-registered");
    row(
        "as-registered",
        listed(mx("as-registered"))
            .withAddresses(addresses(hosts.address(CheckService.GOOD)))
            .withCommonName(mx("as-registered")));
    good("renamed");
    row("renamed", listed(mx("renamed")).withCommonName("post" + ZONE));
    good("mx-gone");
    row("mx-gone", listed(mx("mx-gone")), listed("post" + ZONE));
    good("mx-replaced");
    row("mx-replaced", listed("post" + ZONE));
    second("mx-new", 20);
    row("mx-new", listed(mx("mx-new")));
    second("mx-order", 5);
    row("mx-order", listed(mx("mx-order")), listed("mx2.mx-order" + ZONE));
    good("moved");
    row("moved", listed(mx("moved")).withAddresses(addresses(ELSEWHERE)));
    good("address-gone");
    row(
        "address-gone",
        listed(mx("address-gone"))
            .withAddresses(addresses(hosts.address(CheckService.GOOD), ELSEWHERE)));
  }

  /** A good host, and a second one. */
  private void second(String name, int preference) throws IOException {
    good(name);
    String host = "mx2." + name + ZONE;
    signed.add(name + ZONE + " MX " + preference + " " + host);
    signed.add(host + " A " + hosts.address(CheckService.GOOD));
    hosts.certificate(host, approved.issue(host));
  }

  private void names() throws IOException {
    signed.add("null-mx" + ZONE + " MX 0 .");
    signed.add("no-address" + ZONE + " MX 10 " + mx("no-address"));
    signed.add("inward" + ZONE + " MX 10 " + mx("inward"));
    signed.add(mx("inward") + " A 10.0.0.1");
    good("bogus-mx");
    signed.forge("bogus-mx" + ZONE + " MX", "5");
    good("bogus-address");
    signed.forge(mx("bogus-address") + " A", ELSEWHERE);
    expired.add("lapsed.example MX 10 " + mx("healthy"));
    hosts.certificate("mx" + UNSIGNED, approved.issue("mx" + UNSIGNED));
    unsigned.add("unproved" + UNSIGNED + " MX 10 mx" + UNSIGNED);
    unsigned.add("mx" + UNSIGNED + " A " + hosts.address(CheckService.GOOD));
  }

  private void dane() throws IOException {
    TestCertificate other = certificate("other").selfSigned().issue();
    TestCertificate named = certificate("dane").selfSigned().issue();
    host("dane", named);
    signed.add("_25._tcp." + mx("dane") + " TLSA " + Tlsa.daneEe(named.certificate()));
    good("tlsa-mismatch");
    signed.add("_25._tcp." + mx("tlsa-mismatch") + " TLSA " + Tlsa.daneEe(other.certificate()));
    good("tlsa-unusable");
    signed.add("_25._tcp." + mx("tlsa-unusable") + " TLSA 3 1 1 " + "ab".repeat(31));
    good("tlsa-bogus");
    signed.add("_25._tcp." + mx("tlsa-bogus") + " TLSA " + Tlsa.daneEe(other.certificate()));
    signed.forge("_25._tcp." + mx("tlsa-bogus") + " TLSA", "2");
  }

  private void mtaSts() throws IOException {
    good("sts");
    policyHost("sts", PolicyHost.enforcing(mx("sts")));
    good("sts-without-host");
    policyHost("sts-without-host", PolicyHost.enforcing("mx.other.example"));
    good("sts-not-found");
    policyHost("sts-not-found", "").fault(PolicyHostFault.NOT_FOUND);
    good("sts-invalid");
    policyHost("sts-invalid", "version: STSv1\nmode: perhaps\n");
  }

  private PolicyHost policyHost(String name, String policy) throws IOException {
    String address = LoopbackAddress.random();
    String host = "mta-sts." + name + ZONE;
    PolicyHost started =
        PolicyHost.startAt(new InetSocketAddress(address, 443), approved.issue(host), policy);
    policyHosts.add(started);
    signed.add("_mta-sts." + name + ZONE + " TXT \"v=STSv1; id=1;\"");
    signed.add(host + " A " + address);
    return started;
  }

  private static AdmittedMx listed(String host) {
    return AdmittedMx.of(MxPattern.of(host));
  }

  private static List<InetAddress> addresses(String... addresses) throws IOException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address));
    }
    return all;
  }

  private void row(String name, CertificateDemand demand) {
    row(
        name,
        builder(name)
            .mxAdmission(MxAdmission.only(List.of(listed(mx(name)))))
            .certificate(demand)
            .build());
  }

  private void row(String name, AdmittedMx... hosts) {
    row(name, builder(name).mxAdmission(MxAdmission.only(List.of(hosts))).build());
  }

  private void row(String name, TlsPolicy policy) {
    rows.put(Domain.of(name + ZONE), policy);
  }

  private static TlsPolicy.Builder builder(String name) {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3 (" + name + ZONE + ")"));
  }

  @Override
  public void close() throws IOException {
    for (PolicyHost policyHost : policyHosts) {
      policyHost.close();
    }
  }
}
