package org.enforcedtls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.Direction;
import org.enforcedtls.testkit.mx.MxConnection;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.jspecify.annotations.Nullable;

/** One hostile host and a client that sends to it, and what must hold whatever the host does. */
final class HostileScene implements AutoCloseable {
  static final String MX = "mx.fi.example";

  /** Of a delivery, its handshake and all: far less than an endless reply would come to. */
  private static final long MAX_ALLOCATED_OCTETS = 48L << 20;

  /** What an outcome with its attempts may cost in addition. */
  private static final long MAX_ALLOCATED_OCTETS_PER_RECIPIENT = 2048;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TestCa CA = TestCa.create("Hostile CA");
  private static final TestCertificate CERTIFICATE = CA.issue(MX);

  /** How the host takes content. */
  enum Transfer {
    DATA,
    BDAT
  }

  private final Scene scene = new Scene(CA);
  private final ScriptedMxBuilder host;
  private @Nullable ScriptedMx mx;
  private @Nullable EnforcedTlsClient client;

  HostileScene(Transfer transfer) {
    host = ScriptedMx.builder().hostName(MX).certificate(CERTIFICATE);
    if (transfer == Transfer.DATA) {
      host.capabilitiesInTls("PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8");
    }
  }

  /** To be changed before the first delivery. */
  ScriptedMxBuilder host() {
    return host;
  }

  /** To be changed before the first delivery. */
  EnforcedTlsClientBuilder client() {
    return scene.client();
  }

  TestCa ca() {
    return CA;
  }

  /** Once something was sent. */
  ScriptedMx mx() {
    return requireNonNull(mx, "mx");
  }

  /** Sends messages to one recipient each: one by itself, several as a batch. */
  List<RecipientOutcome> send(int count) throws IOException {
    return send(IntStream.range(0, count).mapToObj(HostileScene::mail).toList());
  }

  List<RecipientOutcome> send(List<OutgoingMail> mails) throws IOException {
    EnforcedTlsClient sender = started();
    List<DeliveryReport> reports =
        boundedInMemory(
            mails,
            () ->
                mails.size() == 1
                    ? List.of(sender.deliver(mails.get(0).envelope(), mails.get(0).content()))
                    : sender.deliverAll(mails));
    List<RecipientOutcome> outcomes = new ArrayList<>();
    reports.forEach(report -> outcomes.addAll(report.outcomes()));
    return outcomes;
  }

  private EnforcedTlsClient started() throws IOException {
    if (client == null) {
      mx = scene.mx("fi.example", 10, MX, "192.0.2.1", host);
      client = scene.client().build();
    }
    return client;
  }

  private static OutgoingMail mail(int number) {
    return mail("inbox" + number + "@fi.example");
  }

  static OutgoingMail mail(String... recipients) {
    return mail(MailContent.ofOctets(Scene.CONTENT.getBytes(UTF_8)), recipients);
  }

  static OutgoingMail mail(MailContent content, String... recipients) {
    Envelope.Builder envelope = Envelope.from("reports@bank.example");
    for (String recipient : recipients) {
      envelope.to(recipient);
    }
    return new OutgoingMail(envelope.build(), content);
  }

  /** Deliveries run in the thread of the caller, which is what is measured. */
  private static <T> T boundedInMemory(List<OutgoingMail> mails, Supplier<T> work) {
    long recipients = mails.stream().mapToLong(m -> m.envelope().recipients().size()).sum();
    long before = AllocatedOctets.ofThisThread();
    T result = work.get();
    assertThat(AllocatedOctets.ofThisThread() - before)
        .isLessThan(MAX_ALLOCATED_OCTETS + recipients * MAX_ALLOCATED_OCTETS_PER_RECIPIENT);
    return result;
  }

  /** Such as {@code TRANSIENT CONNECTION_LOST 4.4.2}. */
  static String summary(RecipientOutcome outcome) {
    String code = outcome.failure().map(Cause::code).map(c -> c.name() + " ").orElse("");
    return outcome.conclusion() + " " + code + outcome.status();
  }

  /** The client has ended the connection by itself, and uses another for what comes next. */
  void assertNotUsedAgain(Cue healed) throws IOException {
    mx().awaitEnded(1, PATIENCE);
    int connections = mx().connections().size();
    mx().onDefault(healed);
    RecipientOutcome next = send(1).get(0);
    assertThat(next.isAccepted()).as("%s", next).isTrue();
    assertThat(next.trace().attempts().get(0).isOnReusedConnection()).isFalse();
    assertThat(mx().connections()).hasSize(connections + 1);
  }

  /** The connection serves what comes next. */
  void assertUsedAgain(Cue healed) throws IOException {
    mx().onDefault(healed);
    RecipientOutcome next = send(1).get(0);
    assertThat(next.isAccepted()).as("%s", next).isTrue();
    assertThat(next.trace().attempts().get(0).isOnReusedConnection()).isTrue();
    assertThat(mx().connections()).hasSize(1);
  }

  /**
   * In clear there is EHLO and STARTTLS, and after that TLS or nothing.
   *
   * <p>An engine that finds octets in clear where TLS should be may break off before its first.
   */
  void assertNothingLeftInClear() {
    assertThat(mx().messages())
        .extracting(ReceivedMessage::protection)
        .doesNotContain(Protection.CLEAR);
    for (MxConnection connection : mx().connections()) {
      String tcp = new String(connection.wireLog().tcpOctets(Direction.RECEIVED), ISO_8859_1);
      assertThat(tcp)
          .matches("(?s)(EHLO mail\\.bank\\.example\r\n(STARTTLS\r\n([\\x15\\x16]\\x03.*)?)?)?")
          .doesNotContain("bank.example>", "fi.example>", "Subject");
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    scene.close();
  }
}
