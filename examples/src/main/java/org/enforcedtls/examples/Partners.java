package org.enforcedtls.examples;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/**
 * A small Internet in this process: a CA, a DNS server, and partners that do one thing wrong each.
 */
final class Partners implements AutoCloseable {
  /**
   * One partner.
   *
   * @param domain such as {@code good.example}
   * @param story what is wrong there
   */
  record Partner(String domain, String story) {}

  private final TestCa ca = TestCa.create("Approved CA");
  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final List<Partner> partners = new ArrayList<>();
  private final List<Runnable> stops = new ArrayList<>();

  Partners() throws IOException {
    host("good.example", "everything is as it should be", certified("mx.good.example"));
    host("stripped.example", "STARTTLS is not offered", faulty(MxFault.NO_STARTTLS));
    host(
        "expired.example",
        "the certificate is past its last day",
        ScriptedMx.builder().certificate(ca.certificate("mx.expired.example").expired().issue()));
    host("misnamed.example", "the certificate names another host", certified("mx.other.example"));
    host(
        "unapproved.example",
        "the CA is not an approved one",
        ScriptedMx.builder()
            .certificate(TestCa.create("Some other CA").issue("mx.unapproved.example")));
    host(
        "weak.example",
        "the host knows only suites that its row forbids",
        certified("mx.weak.example")
            .tlsProtocols("TLSv1.2")
            .cipherSuites("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"));
    host(
        "injected.example",
        "somebody injects a reply in clear",
        faulty(MxFault.PLAINTEXT_INJECTED));
    mailServerWithoutTls("greenmail.example", "GreenMail, which cannot do TLS at all");
  }

  private ScriptedMxBuilder certified(String name) {
    return ScriptedMx.builder().hostName(name).certificate(ca.issue(name));
  }

  private ScriptedMxBuilder faulty(MxFault fault) {
    return certified("mx.example").fault(fault);
  }

  private void host(String domain, String story, ScriptedMxBuilder host) throws IOException {
    ScriptedMx mx = host.start();
    stops.add(mx::close);
    network.host(register(domain, story), mx);
  }

  private void mailServerWithoutTls(String domain, String story) {
    GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    greenMail.start();
    stops.add(greenMail::stop);
    int port = greenMail.getSmtp().getPort();
    network.server(
        register(domain, story), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Puts the partner into the DNS, at an address for documentation; returns the address. */
  private String register(String domain, String story) {
    partners.add(new Partner(domain, story));
    String address = "192.0.2." + partners.size();
    dns.mx(domain, 10, "mx." + domain).address("mx." + domain, address);
    return address;
  }

  List<Partner> all() {
    return partners;
  }

  TrustAnchors approvedCas() {
    return TrustAnchors.of(List.of(ca.certificate()));
  }

  DnsClient dnsClient() {
    return DnsClient.builder().resolvers(List.of(dns.socketAddress())).build();
  }

  LoopbackNetwork network() {
    return network;
  }

  /** A client without rows, which reaches these partners. */
  EnforcedTlsClient client() {
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(approvedCas())
        .dnsClient(dnsClient())
        .socketFactory(network)
        .build();
  }

  @Override
  public void close() {
    stops.forEach(Runnable::run);
    dns.close();
  }
}
