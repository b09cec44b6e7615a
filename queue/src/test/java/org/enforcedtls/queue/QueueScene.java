package org.enforcedtls.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueNotice;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.internal.store.TestClock;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/** A queue in a directory, a client, the hosts that it knows, and a clock that can be moved. */
final class QueueScene implements AutoCloseable {
  private static final TestCa CA = TestCa.create("Queue scene CA");

  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final List<ScriptedMx> hosts = new ArrayList<>();
  private final TestClock clock = new TestClock();
  private final List<QueueNotice> notices = new ArrayList<>();
  private final List<TlsPolicy> policies = new CopyOnWriteArrayList<>();
  private final EnforcedTlsClient client;
  private final DeliveryQueue queue;

  QueueScene(Path directory) throws IOException {
    this(DeliveryQueue.inDirectory(directory));
  }

  QueueScene(DeliveryQueueBuilder store) throws IOException {
    client =
        EnforcedTlsClient.builder("mail.bank.example")
            .trustAnchors(TrustAnchors.of(List.of(CA.certificate())))
            .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
            .socketFactory(network)
            .policies(this::policyFor)
            .timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(10)))
            .deadline(Duration.ofSeconds(60))
            .build();
    queue = store.clock(clock).open();
  }

  private PolicyAnswer policyFor(Domain domain) {
    List<TlsPolicy> rows =
        policies.stream().filter(row -> row.domain().filter(domain::equals).isPresent()).toList();
    return rows.isEmpty() ? new PolicyAnswer.Absent() : new PolicyAnswer.Found(rows);
  }

  /** A row of the partner table that demands what the default policy does. */
  static TlsPolicy.Builder row(String domain) {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
        .domain(Domain.of(domain))
        .contact("postmaster@" + domain);
  }

  /** From now on these rows are the partner table. */
  void partners(TlsPolicy.Builder... rows) {
    policies.clear();
    for (TlsPolicy.Builder row : rows) {
      policies.add(row.build());
    }
  }

  DeliveryQueue queue() {
    return queue;
  }

  EnforcedTlsClient client() {
    return client;
  }

  TestClock clock() {
    return clock;
  }

  LoopbackNetwork network() {
    return network;
  }

  TestDns dns() {
    return dns;
  }

  List<QueueNotice> notices(NoticeKind kind) {
    return notices.stream().filter(notice -> notice.kind() == kind).toList();
  }

  /** A worker that keeps its notices here. */
  QueueWorkerBuilder worker() {
    return queue.worker(client).notices(notices::add);
  }

  /** Starts a good host as the only MX of a domain. */
  ScriptedMx mx(String domain) {
    return mx(domain, ScriptedMx.builder());
  }

  ScriptedMx mx(String domain, ScriptedMxBuilder host) {
    return mx(domain, "mx." + domain, host);
  }

  /** The same with a certificate for a name that may be another's. */
  ScriptedMx mx(String domain, String certificateName, ScriptedMxBuilder host) {
    String name = "mx." + domain;
    String address = "192.0.2." + (hosts.size() + 1);
    try {
      ScriptedMx mx = host.hostName(name).certificate(CA.issue(certificateName)).start();
      hosts.add(mx);
      dns.mx(domain, 10, name).address(name, address);
      network.host(address, mx);
      return mx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  QueueId enqueue(String from, String... to) throws IOException {
    return queue.enqueue(mail(from, to));
  }

  static QueueSubmission mail(String from, String... to) {
    Envelope.Builder envelope = Envelope.from(from);
    for (String recipient : to) {
      envelope.to(recipient);
    }
    return QueueSubmission.of(
        envelope.build(), MailContent.ofOctets("Subject: x\r\n\r\nbody\r\n".getBytes(UTF_8)));
  }

  QueueEntry only(QueueId id) throws IOException {
    List<QueueEntry> entries = queue.list(QueueQuery.of(id), 10);
    if (entries.size() != 1) {
      throw new AssertionError(entries);
    }
    return entries.get(0);
  }

  /** Lets time pass, and everything happen that is due meanwhile. */
  void pass(QueueWorker worker, Duration time, Duration step) throws IOException {
    for (Duration left = time; !left.isNegative() && !left.isZero(); left = left.minus(step)) {
      clock.advance(step);
      worker.doAllThatIsDue();
    }
  }

  @Override
  public void close() {
    queue.close();
    client.close();
    hosts.forEach(ScriptedMx::close);
    network.close();
    dns.close();
  }
}
