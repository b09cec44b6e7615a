package org.enforcedtls.jakartamail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/** A client, the hosts that it knows, and an enforced session; the host of fi.example is good. */
final class MailScene implements AutoCloseable {
  private static final TestCa CA = TestCa.create("Mail scene CA");

  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final Map<String, ScriptedMx> hosts = new LinkedHashMap<>();
  private final EnforcedTlsClient client;

  MailScene() {
    client =
        EnforcedTlsClient.builder("mail.bank.example")
            .trustAnchors(TrustAnchors.of(List.of(CA.certificate())))
            .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
            .socketFactory(network)
            .timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(10)))
            .deadline(Duration.ofSeconds(60))
            .build();
    mx("fi.example", good());
  }

  EnforcedTlsClient client() {
    return client;
  }

  /** The host of fi.example. */
  ScriptedMx fi() {
    return host("fi.example");
  }

  /** The host of a domain that has one. */
  ScriptedMx host(String domain) {
    return requireNonNull(hosts.get(domain), domain);
  }

  /** A host that works, with a certificate once it has a domain. */
  static ScriptedMxBuilder good() {
    return ScriptedMx.builder();
  }

  /** Starts a host as the only MX of a domain, with a good certificate. */
  ScriptedMx mx(String domain, ScriptedMxBuilder host) {
    String name = "mx." + domain;
    String address = "192.0.2." + (hosts.size() + 1);
    try {
      ScriptedMx mx = host.hostName(name).certificate(CA.issue(name)).start();
      hosts.put(domain, mx);
      dns.mx(domain, 10, name).address(name, address);
      network.host(address, mx);
      return mx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Session session() {
    return session(new Properties());
  }

  /** An enforced session; pairs of property and value. */
  Session session(String... properties) {
    return session(properties(properties));
  }

  Session session(Properties properties) {
    return EnforcedTlsSessions.enforce(client, properties);
  }

  static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  /** A short message from reports@bank.example. */
  static MimeMessage message(Session session, String... to) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom("reports@bank.example");
    for (String recipient : to) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    }
    message.setSubject("Quarterly figures");
    message.setText("For your eyes only.\r\n");
    return message;
  }

  /** A message as somebody else wrote it. */
  static MimeMessage parsed(Session session, String text) throws MessagingException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return new MimeMessage(session, new ByteArrayInputStream(octets));
  }

  /** What Jakarta Mail writes for a message, but for some header fields. */
  static byte[] written(MimeMessage message, String... leftOut)
      throws MessagingException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out, leftOut);
    return out.toByteArray();
  }

  @Override
  public void close() {
    client.close();
    hosts.values().forEach(ScriptedMx::close);
    dns.close();
  }
}
