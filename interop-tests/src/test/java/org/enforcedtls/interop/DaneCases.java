package org.enforcedtls.interop;

import java.io.IOException;
import java.security.cert.X509Certificate;
import org.enforcedtls.interop.BindZone.Signing;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.Tlsa;

/**
 * What hosts announce and present: for each case a domain with one MX host, {@code mx} below it.
 */
final class DaneCases {
  private static final String ZONE = ".fi.example";
  private static final String UNSIGNED = ".plain.example";

  private final TestCa approved;
  private final TestCa own = TestCa.create("Own CA");
  private final TestCa intermediate = own.intermediate("Own intermediate CA");
  private final TestCa stranger = TestCa.create("Strange CA");
  private final DaneHosts hosts;
  private final BindZone signed = new BindZone("fi.example", Signing.NSEC);
  private final BindZone unsigned = new BindZone("plain.example", Signing.UNSIGNED);

  /** With a CA that the client approves of. */
  DaneCases(TestCa approved, DaneHosts hosts) throws IOException {
    this.approved = approved;
    this.hosts = hosts;
    endEntities();
    authorities();
    withoutRecordsThatCount();
    aliases();
    insecureZones();
  }

  BindZone[] zones() {
    return new BindZone[] {new BindZone("example", Signing.NSEC), signed, unsigned};
  }

  private static String mx(String name) {
    return "mx." + name + ZONE;
  }

  /** A domain, its host, and what that presents; TLSA records beside. */
  private void host(String name, TestCertificate certificate, String... tlsa) throws IOException {
    signed.add(name + ZONE + " MX 10 " + mx(name));
    signed.add(mx(name) + " A " + hosts.address());
    hosts.certificate(mx(name), certificate);
    for (String record : tlsa) {
      tlsa(mx(name), record);
    }
  }

  private void tlsa(String host, String record) {
    signed.add("_25._tcp." + host + " TLSA " + record);
  }

  private TestCertificate selfSigned(String host) {
    return approved.certificate(host).selfSigned().issue();
  }

  private static TestCertificate below(TestCertificate issued, X509Certificate... above) {
    X509Certificate[] chain = new X509Certificate[above.length + 1];
    chain[0] = issued.certificate();
    System.arraycopy(above, 0, chain, 1, above.length);
    return issued.presenting(chain);
  }

  private void endEntities() throws IOException {
    for (String parameters : new String[] {"3 1 1", "3 0 1", "3 1 2", "3 0 0"}) {
      String name = "ee" + parameters.replace(" ", "").substring(1);
      TestCertificate certificate = selfSigned(mx(name));
      host(name, certificate, Tlsa.of(parameters, certificate.certificate()));
    }
    TestCertificate expired = approved.certificate(mx("ee-expired")).selfSigned().expired().issue();
    host("ee-expired", expired, Tlsa.daneEe(expired.certificate()));
    TestCertificate misnamed = selfSigned("elsewhere.example");
    host("ee-misnamed", misnamed, Tlsa.daneEe(misnamed.certificate()));
    TestCertificate weak = approved.certificate(mx("ee-weak")).selfSigned().rsa(1024).issue();
    host("ee-weak", weak, Tlsa.daneEe(weak.certificate()));
    TestCertificate next = selfSigned(mx("next"));
    TestCertificate now = selfSigned(mx("roll-over"));
    host("roll-over", now, Tlsa.daneEe(now.certificate()), Tlsa.daneEe(next.certificate()));
    host("ee-mismatch", approved.issue(mx("ee-mismatch")), Tlsa.daneEe(next.certificate()));
    TestCertificate agile = selfSigned(mx("agility"));
    host(
        "agility",
        agile,
        Tlsa.of("3 1 1", agile.certificate()),
        Tlsa.of("3 1 2", next.certificate()));
    TestCertificate clear = selfSigned(mx("no-starttls"));
    signed.add("no-starttls" + ZONE + " MX 10 " + mx("no-starttls"));
    signed.add(mx("no-starttls") + " A " + hosts.clearAddress());
    tlsa(mx("no-starttls"), Tlsa.daneEe(clear.certificate()));
    TestCertificate bogus = selfSigned(mx("bogus"));
    host("bogus", bogus, Tlsa.daneEe(bogus.certificate()));
    signed.forge("_25._tcp." + mx("bogus") + " TLSA", "2");
  }

  private void authorities() throws IOException {
    for (String parameters : new String[] {"2 1 1", "2 0 1"}) {
      String name = "ta" + parameters.replace(" ", "").substring(1);
      host(
          name,
          below(own.issue(mx(name)), own.certificate()),
          Tlsa.of(parameters, own.certificate()));
    }
    String announced = Tlsa.daneTa(own.certificate());
    host("ta-in-full", own.issue(mx("ta-in-full")), Tlsa.of("2 0 0", own.certificate()));
    host("ta-not-sent", own.issue(mx("ta-not-sent")), announced);
    host(
        "ta-chain",
        below(intermediate.issue(mx("ta-chain")), intermediate.certificate(), own.certificate()),
        announced);
    host(
        "ta-intermediate",
        below(intermediate.issue(mx("ta-intermediate")), intermediate.certificate()),
        Tlsa.daneTa(intermediate.certificate()));
    host("ta-next-hop", below(own.issue("ta-next-hop" + ZONE), own.certificate()), announced);
    host("ta-misnamed", below(own.issue("elsewhere.example"), own.certificate()), announced);
    host(
        "ta-expired",
        below(own.certificate(mx("ta-expired")).expired().issue(), own.certificate()),
        announced);
    host(
        "ta-mismatch",
        below(own.issue(mx("ta-mismatch")), own.certificate()),
        Tlsa.daneTa(stranger.certificate()));
  }

  private void withoutRecordsThatCount() throws IOException {
    TestCertificate pkix = approved.issue(mx("pkix"));
    host("pkix", pkix, Tlsa.of("1 1 1", pkix.certificate()));
    TestCertificate unapproved = selfSigned(mx("pkix-unapproved"));
    host("pkix-unapproved", unapproved, Tlsa.of("1 1 1", unapproved.certificate()));
    host("short", approved.issue(mx("short")), "3 1 1 " + "ab".repeat(31));
    host("absent", approved.issue(mx("absent")));
    host("absent-unapproved", selfSigned(mx("absent-unapproved")));
  }

  private void aliases() throws IOException {
    TestCertificate target = selfSigned("target" + ZONE);
    hosts.certificate("target" + ZONE, target);
    signed.add("target" + ZONE + " A " + hosts.address());
    tlsa("target" + ZONE, Tlsa.daneEe(target.certificate()));
    signed.add("alias" + ZONE + " MX 10 " + mx("alias"));
    signed.add(mx("alias") + " CNAME target" + ZONE);
    tlsa(mx("alias"), Tlsa.daneEe(selfSigned("other").certificate()));

    TestCertificate outward = selfSigned(mx("alias-outward"));
    hosts.certificate(mx("alias-outward"), outward);
    signed.add("alias-outward" + ZONE + " MX 10 " + mx("alias-outward"));
    signed.add(mx("alias-outward") + " CNAME mx" + UNSIGNED);
    tlsa(mx("alias-outward"), Tlsa.daneEe(outward.certificate()));

    signed.add("domain-alias" + ZONE + " CNAME canonical" + ZONE);
    signed.add("canonical" + ZONE + " MX 10 " + mx("canonical"));
    signed.add(mx("canonical") + " A " + hosts.address());
    hosts.certificate(mx("canonical"), below(own.issue("domain-alias" + ZONE), own.certificate()));
    tlsa(mx("canonical"), Tlsa.daneTa(own.certificate()));
  }

  private void insecureZones() throws IOException {
    unsigned.add("mx" + UNSIGNED + " A " + hosts.address());
    hosts.certificate("mx" + UNSIGNED, approved.issue("mx" + UNSIGNED));
    unsigned.add("insecure" + UNSIGNED + " MX 10 mx" + UNSIGNED);
    unsigned.add(
        "_25._tcp.mx" + UNSIGNED + " TLSA " + Tlsa.daneEe(selfSigned("other").certificate()));
    unsigned.add("hosted" + UNSIGNED + " MX 10 " + mx("ee11"));
    unsigned.add("hosted-mismatch" + UNSIGNED + " MX 10 " + mx("ee-mismatch"));
  }
}
