package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many messages at once. */
class BatchDeliveryTest {
  private static final String FI = "fi.example";
  private static final String MX = "mx.fi.example";
  private static final String A1 = "192.0.2.1";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  private ScriptedMx start(ScriptedMxBuilder host) throws IOException {
    return scene.mx(FI, 10, MX, A1, host);
  }

  private static OutgoingMail mail(int number, String... recipients) {
    Envelope.Builder envelope = Envelope.from("reports@bank.example");
    for (String recipient : recipients) {
      envelope.to(recipient);
    }
    return new OutgoingMail(
        envelope.build(),
        MailContent.ofOctets(("Subject: " + number + "\r\n\r\n.dot\r\n").getBytes(UTF_8)));
  }

  private static List<OutgoingMail> mails(int count) {
    return IntStream.range(0, count).mapToObj(i -> mail(i, "a" + i + "@fi.example")).toList();
  }

  private static List<RecipientOutcome> outcomes(List<DeliveryReport> reports) {
    return reports.stream().flatMap(report -> report.outcomes().stream()).toList();
  }

  private static List<String> subjects(List<ReceivedMessage> messages) {
    return messages.stream().map(m -> m.contentText().lines().findFirst().orElseThrow()).toList();
  }

  @Test
  void messagesForOneDomainTakeOneTurnEachOnOneConnection() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(outcomes(client.deliverAll(mails(5)))).allMatch(RecipientOutcome::isAccepted);
    }
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections()).hasSize(1);
    // Greeting, EHLO, STARTTLS, EHLO, five messages, QUIT.
    assertThat(mx.connections().get(0).turns()).isEqualTo(10);
    assertThat(subjects(mx.messages())).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void outcomeIsToldBeforeTheNextMessageLeaves() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    List<OutgoingMail> mails = mails(5);
    List<OutgoingMail> told = new ArrayList<>();
    List<Integer> received = new ArrayList<>();
    try (EnforcedTlsClient client = scene.client().build()) {
      List<RecipientOutcome> outcomes = new ArrayList<>();
      List<DeliveryReport> reports =
          client.deliverAll(
              mails,
              (mail, outcome) -> {
                told.add(mail);
                outcomes.add(outcome);
                received.add(mx.messages().size());
              });
      assertThat(outcomes).isEqualTo(outcomes(reports));
    }
    assertThat(told).isEqualTo(mails);
    assertThat(received).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void listenerThatThrowsChangesNoOutcome() throws IOException {
    start(scene.host(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      List<DeliveryReport> reports =
          client.deliverAll(
              mails(3),
              (mail, outcome) -> {
                throw new IllegalStateException("a bug of the caller");
              });
      assertThat(outcomes(reports)).hasSize(3).allMatch(RecipientOutcome::isAccepted);
    }
  }

  @Test
  void nextEnvelopeRidesOnTheFinalDotWhereThereIsNoChunking() throws IOException {
    ScriptedMx mx = start(scene.hostWithoutChunking(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(outcomes(client.deliverAll(mails(5)))).allMatch(RecipientOutcome::isAccepted);
    }
    mx.awaitEnded(1, Duration.ofSeconds(10));
    // As above, and one more for the first envelope.
    assertThat(mx.connections().get(0).turns()).isEqualTo(11);
    assertThat(mx.messages())
        .allMatch(message -> message.contentText().endsWith("\r\n\r\n.dot\r\n"))
        .hasSize(5);
  }

  @Test
  void reportsKeepTheOrderAndOneRefusalSpoilsNothing() throws IOException {
    start(scene.host(MX).capabilitiesInTls("PIPELINING", "CHUNKING", "SIZE 100"));
    List<OutgoingMail> mails = new ArrayList<>(mails(4));
    mails.set(1, mail(1, "nobody@nowhere.example", "b@fi.example"));
    mails.set(
        2,
        new OutgoingMail(
            mails.get(2).envelope(),
            MailContent.ofOctets("x: 0123456789\r\n".repeat(10).getBytes(UTF_8))));
    try (EnforcedTlsClient client = scene.client().build()) {
      List<DeliveryReport> reports = client.deliverAll(mails);
      assertThat(reports.get(0).outcomes().get(0).isAccepted()).isTrue();
      assertThat(reports.get(1).outcomes())
          .extracting(outcome -> outcome.recipient().toString(), RecipientOutcome::isAccepted)
          .containsExactly(tuple("nobody@nowhere.example", false), tuple("b@fi.example", true));
      assertThat(reports.get(2).outcomes().get(0).failure().map(Cause::code))
          .contains(CauseCode.SIZE_EXCEEDED);
      assertThat(reports.get(3).outcomes().get(0).isAccepted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connectionThatBreaksInTheMiddleCostsOneMessageOnly(boolean chunking) throws IOException {
    AtomicInteger messages = new AtomicInteger();
    ScriptedMx mx = start(chunking ? scene.host(MX) : scene.hostWithoutChunking(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      List<OutgoingMail> mails = new ArrayList<>(mails(6));
      mails.set(
          2,
          new OutgoingMail(
              mails.get(2).envelope(),
              () -> {
                // Opened for the survey, and for each time that it is sent.
                if (messages.incrementAndGet() == 2) {
                  mx.on(Cue.END_OF_CONTENT, Action.reset());
                }
                return new ByteArrayInputStream("Subject: 2\r\n\r\n".getBytes(UTF_8));
              }));
      mails.set(
          3,
          new OutgoingMail(
              mails.get(3).envelope(),
              () -> {
                mx.onDefault(Cue.END_OF_CONTENT);
                return new ByteArrayInputStream("Subject: 3\r\n\r\n".getBytes(UTF_8));
              }));
      List<RecipientOutcome> outcomes = outcomes(client.deliverAll(mails));
      assertThat(outcomes)
          .extracting(RecipientOutcome::conclusion)
          .containsExactly(
              Conclusion.ACCEPTED,
              Conclusion.ACCEPTED,
              Conclusion.IN_DOUBT,
              Conclusion.ACCEPTED,
              Conclusion.ACCEPTED,
              Conclusion.ACCEPTED);
    }
    assertThat(mx.connections()).hasSize(2);
  }

  @Test
  void hostThatTakesFewMessagesInASessionGetsSeveralSessions() throws IOException {
    ScriptedMx mx =
        start(scene.host(MX).capabilitiesInTls("PIPELINING", "CHUNKING", "LIMITS MAILMAX=2"));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(outcomes(client.deliverAll(mails(5)))).allMatch(RecipientOutcome::isAccepted);
    }
    assertThat(mx.connections()).hasSize(3);
  }

  @Test
  void hostThatIsDownIsDialledOnceForAll() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    scene.dns().mx(FI, 10, MX).address(MX, A1);
    scene.network().refused(A1);
    scene
        .client()
        .addListener(
            new DeliveryListener() {
              @Override
              public void attemptStarted(Domain domain, Attempt attempt) {
                attempts.incrementAndGet();
              }
            });
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(outcomes(client.deliverAll(mails(50))))
          .allMatch(
              o -> o.failure().map(Cause::code).equals(Optional.of(CauseCode.CONNECT_FAILED)));
    }
    assertThat(attempts).hasValue(1);
  }

  @Test
  void domainsGoSideBySideOnAnExecutor() throws Exception {
    start(scene.host(MX));
    scene.goodMx("se.example", "192.0.2.2");
    CountDownLatch bothUnderWay = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (EnforcedTlsClient client = scene.client().executor(threads).build()) {
      List<OutgoingMail> mails =
          List.of(meeting(bothUnderWay, "a@fi.example"), meeting(bothUnderWay, "a@se.example"));
      assertThat(outcomes(client.deliverAll(mails))).allMatch(RecipientOutcome::isAccepted);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A content that is not sent before another one is about to be. */
  private static OutgoingMail meeting(CountDownLatch others, String recipient) {
    AtomicInteger opened = new AtomicInteger();
    return new OutgoingMail(
        Envelope.from("").to(recipient).build(),
        () -> {
          if (opened.incrementAndGet() == 2) {
            others.countDown();
            try {
              if (!others.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the other one is not under way");
              }
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          return new ByteArrayInputStream(Scene.CONTENT.getBytes(UTF_8));
        });
  }

  /** The only thread of the executor waits in deliverAll, which must not wait for it. */
  @Test
  void deliveryFromTheOnlyThreadOfTheExecutorEnds() throws Exception {
    start(scene.host(MX));
    scene.goodMx("se.example", "192.0.2.2");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (EnforcedTlsClient client = scene.client().executor(threads).build()) {
      DeliveryReport report =
          client
              .deliverAsync(
                  Envelope.from("").to("a@fi.example").to("b@se.example").build(),
                  MailContent.ofOctets(Scene.CONTENT.getBytes(UTF_8)))
              .get(20, TimeUnit.SECONDS);
      assertThat(report.outcomes()).allMatch(RecipientOutcome::isAccepted);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void asyncWithoutExecutorSaysWhatToSet() {
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  client.deliverAsync(
                      mail(1, "a@fi.example").envelope(), mail(1, "a@fi.example").content()))
          .withMessageContaining("executor(…)");
    }
  }
}
