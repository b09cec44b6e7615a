package org.enforcedtls.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.AddressRange;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.trust.TrustAnchors;

/** A CA, a DNS server, and Postfix as the MX hosts of {@link #DOMAIN}. */
final class PostfixScene implements AutoCloseable {
  static final String DOMAIN = "fi.example";
  static final String RECIPIENT = "inbox@fi.example";
  static final String FIRST = "mx1.fi.example";

  private final Path directory;
  private final TestCa ca;
  private final TestDns dns = TestDns.start();
  private final List<PostfixMx> started = new ArrayList<>();
  private final String firstAddress = LoopbackAddress.withFreePort25();

  /** A scene whose domain has one MX record, of a host that is not started. */
  PostfixScene(Path directory) {
    this(directory, TestCa.create("Interop CA"));
  }

  /** The same, under a CA of one's own. */
  PostfixScene(Path directory, TestCa ca) {
    this.directory = directory;
    this.ca = ca;
    mx(10, FIRST, firstAddress);
  }

  static void assumePostfix() {
    assumeTrue(
        PostfixMx.isInstalled(),
        "SKIPPED, NOTHING WAS PROVED: no Postfix is installed, or this is not root");
  }

  /** Where the host {@link #FIRST} is. */
  String firstAddress() {
    return firstAddress;
  }

  TestCa ca() {
    return ca;
  }

  TestDns dns() {
    return dns;
  }

  void mx(int preference, String host, String address) {
    dns.mx(DOMAIN, preference, host).address(host, address);
  }

  /** Starts the host {@link #FIRST}. */
  PostfixMx first(TestCertificate certificate, Map<String, String> changes)
      throws IOException, InterruptedException {
    return postfix(FIRST, firstAddress, certificate, changes);
  }

  PostfixMx postfix(
      String hostname, String address, TestCertificate certificate, Map<String, String> changes)
      throws IOException, InterruptedException {
    Path home = Files.createDirectory(directory.resolve(hostname));
    PostfixMx postfix =
        PostfixMx.start(home, new PostfixMx.Place(hostname, address, DOMAIN), certificate, changes);
    started.add(postfix);
    return postfix;
  }

  /** A client that trusts the CA and knows the DNS server. */
  EnforcedTlsClientBuilder client() {
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
        .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
        .addressFilter(
            AddressFilter.publicOnly().allowing(List.of(AddressRange.of("127.0.0.0/8"))));
  }

  /** Runs the packaged command on a message, with options beside the usual ones. */
  CommandLineRun send(List<String> javaOptions, byte[] message, String... more)
      throws IOException, InterruptedException {
    Path eml = Files.write(directory.resolve("message.eml"), message);
    Path anchors = directory.resolve("ca.pem");
    ca.writePem(anchors);
    List<String> arguments = new ArrayList<>(List.of("send"));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--json",
            "--ehlo",
            "mail.bank.example",
            "--resolver",
            "127.0.0.1:" + dns.socketAddress().getPort(),
            "--trust-anchors",
            anchors.toString(),
            "--allow-address",
            "127.0.0.0/8",
            "--timeout",
            "20s",
            "--from",
            "reports@bank.example",
            "--to",
            RECIPIENT,
            eml.toString()));
    return CommandLineRun.of(javaOptions, arguments.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    for (PostfixMx postfix : started) {
      postfix.close();
    }
    dns.close();
  }
}
