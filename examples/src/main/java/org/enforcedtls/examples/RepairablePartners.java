package org.enforcedtls.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/**
 * Two partners with a fault, one of which can be repaired, and the host of the sender itself. For
 * one thread.
 */
final class RepairablePartners implements AutoCloseable {
  private static final String LATE = "mx.late.example";
  private static final String LATE_ADDRESS = "192.0.2.1";

  private final TestCa ca = TestCa.create("Approved CA");
  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final List<ScriptedMx> hosts = new ArrayList<>();
  private final ScriptedMx bank;

  RepairablePartners() throws IOException {
    dns.mx("late.example", 10, LATE).address(LATE, LATE_ADDRESS);
    dns.mx("never.example", 10, "mx.never.example").address("mx.never.example", "192.0.2.2");
    dns.mx("bank.example", 10, "mx.bank.example").address("mx.bank.example", "192.0.2.3");
    host(LATE_ADDRESS, ScriptedMx.builder().certificate(ca.certificate(LATE).expired().issue()));
    host("192.0.2.2", certified("mx.never.example").fault(MxFault.NO_STARTTLS));
    bank = host("192.0.2.3", certified("mx.bank.example"));
  }

  private ScriptedMxBuilder certified(String name) {
    return ScriptedMx.builder().hostName(name).certificate(ca.issue(name));
  }

  private ScriptedMx host(String address, ScriptedMxBuilder host) throws IOException {
    ScriptedMx mx = host.start();
    hosts.add(mx);
    network.host(address, mx);
    return mx;
  }

  /** Gives late.example a certificate that is valid. */
  void repair() throws IOException {
    host(LATE_ADDRESS, certified(LATE));
  }

  EnforcedTlsClient client() {
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
        .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
        .socketFactory(network)
        .build();
  }

  /** What the host of the sender has received. */
  List<String> notices() {
    return bank.messages().stream().map(ReceivedMessage::contentText).toList();
  }

  @Override
  public void close() {
    hosts.forEach(ScriptedMx::close);
    dns.close();
  }
}
