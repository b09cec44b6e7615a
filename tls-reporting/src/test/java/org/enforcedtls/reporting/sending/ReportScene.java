package org.enforcedtls.reporting.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.DnsCacheBounds;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.reporting.TestClock;
import org.enforcedtls.reporting.count.SessionCounter;
import org.enforcedtls.reporting.report.TlsReport;
import org.enforcedtls.reporting.report.TlsReportReader;
import org.enforcedtls.reporting.store.ReportStore;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.trust.TrustAnchors;

/** A network in which fi.example publishes a policy and asks for reports, and a clock. */
final class ReportScene implements AutoCloseable {
  static final String FI = "fi.example";
  static final String RECORD = "_smtp._tls.fi.example";
  static final String POST = "https://reports.fi.example/tls";
  static final Submitter BANK = new Submitter("Bank AB", Mailbox.of("tls-reports@bank.example"));

  final TestCa ca = TestCa.create("Report CA");
  final TestDns dns = TestDns.start();
  final LoopbackNetwork network = new LoopbackNetwork();
  final TestClock clock = new TestClock("2026-11-27T12:00:00Z");
  final PolicyHost policyHost =
      PolicyHost.start(ca.issue("mta-sts.fi.example"), PolicyHost.enforcing("mx.fi.example"));
  final PolicyHost webServer = PolicyHost.start(ca.issue("reports.fi.example"), "");
  final ReportStore store;
  private final Path directory;
  private final List<ScriptedMx> hosts = new ArrayList<>();

  ReportScene(Path directory) throws IOException {
    this.directory = directory;
    this.store = openStore();
    dns.txt("_mta-sts.fi.example", "v=STSv1; id=1;")
        .address("mta-sts.fi.example", "192.0.2.9")
        .address("reports.fi.example", "192.0.2.8");
    network
        .server("192.0.2.9", 443, policyHost.address())
        .server("192.0.2.8", 443, webServer.address());
  }

  /** As another node on the same disk does. */
  ReportStore openStore() throws IOException {
    return ReportStore.inDirectory(directory);
  }

  void wants(String destinations) {
    dns.txt(RECORD, "v=TLSRPTv1; rua=" + destinations);
  }

  ScriptedMxBuilder host(String name) {
    return ScriptedMx.builder().hostName(name).certificate(ca.issue(name));
  }

  ScriptedMx mx(String domain, String name, String address, ScriptedMxBuilder host)
      throws IOException {
    ScriptedMx mx = host.start();
    hosts.add(mx);
    dns.mx(domain, 10, name).address(name, address);
    network.host(address, mx);
    return mx;
  }

  EnforcedTlsClientBuilder client() {
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
        .dnsClient(
            DnsClient.builder()
                .resolvers(List.of(dns.socketAddress()))
                .rounds(1)
                .cache(DnsCacheBounds.off())
                .build())
        .socketFactory(network)
        .timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(10)))
        .deadline(Duration.ofSeconds(30));
  }

  /** Delivers a message to each, one after the other, by a client that is counted. */
  void deliver(String... recipients) {
    try (SessionCounter counter = SessionCounter.builder(store).clock(clock).build();
        EnforcedTlsClient client =
            client().mtaSts(PolicyCache.inMemory()).addListener(counter).build()) {
      for (String recipient : recipients) {
        client.deliver(
            Envelope.from("a@bank.example").to(recipient).build(),
            MailContent.ofOctets("Subject: x\r\n\r\nx\r\n".getBytes(UTF_8)));
      }
    }
  }

  List<SendingResult> sendDue() throws IOException {
    return sendDue(store, clock);
  }

  List<SendingResult> sendDue(ReportStore from, InstantSource at) throws IOException {
    try (EnforcedTlsClient client = client().build()) {
      return ReportSender.builder(from, client, BANK).clock(at).build().sendDue();
    }
  }

  static TlsReport readBody(String octets) throws IOException {
    return new TlsReportReader().read(new ByteArrayInputStream(octets.getBytes(ISO_8859_1)));
  }

  /** The report in the last part of a message. */
  static TlsReport readMail(String message) throws IOException {
    String part = message.substring(message.lastIndexOf("Content-Disposition: attachment;"));
    String body = part.substring(part.indexOf("\r\n\r\n") + 4, part.indexOf("\r\n--"));
    return new TlsReportReader()
        .read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(body)));
  }

  @Override
  public void close() throws IOException {
    store.close();
    hosts.forEach(ScriptedMx::close);
    policyHost.close();
    webServer.close();
    dns.close();
  }
}
