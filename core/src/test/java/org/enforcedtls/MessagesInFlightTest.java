package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several messages sent before the first is answered, which has to be asked for. */
class MessagesInFlightTest {
  private static final String FI = "fi.example";
  private static final String MX = "mx.fi.example";
  private static final String A1 = "192.0.2.1";
  private static final Action OK = Action.send("250 2.1.5 ok\r\n");
  private static final MailContent SMALL = content(1);

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  private static MailContent content(int lines) {
    return MailContent.ofOctets(("Subject: x\r\n\r\n" + ".line\r\n".repeat(lines)).getBytes(UTF_8));
  }

  private static OutgoingMail mail(MailContent content, String... recipients) {
    Envelope.Builder envelope = Envelope.from("reports@bank.example");
    for (String recipient : recipients) {
      envelope.to(recipient);
    }
    return new OutgoingMail(envelope.build(), content);
  }

  /** Three messages; the second has two recipients, so that the host can be made to trip there. */
  private static List<OutgoingMail> three(MailContent second) {
    return new ArrayList<>(
        List.of(
            mail(SMALL, "a@fi.example"),
            mail(second, "b1@fi.example", "b2@fi.example"),
            mail(SMALL, "c@fi.example")));
  }

  /** Trips at the second recipient of a message. */
  private ScriptedMx hostThat(Action... tripping) throws IOException {
    return start(scene.host(MX).recipients(List.of(List.of(OK), List.of(tripping))));
  }

  private ScriptedMx start(ScriptedMxBuilder host) throws IOException {
    return scene.mx(FI, 10, MX, A1, host);
  }

  private List<RecipientOutcome> deliver(int inFlight, List<OutgoingMail> mails) {
    scene.client().connections(ConnectionLimits.defaults().withMaxMessagesInFlight(inFlight));
    try (EnforcedTlsClient client = scene.client().build()) {
      return client.deliverAll(mails).stream().flatMap(r -> r.outcomes().stream()).toList();
    }
  }

  private static List<OutgoingMail> mails(int count, MailContent content) {
    List<OutgoingMail> mails = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mails.add(mail(content, "a" + i + "@fi.example"));
    }
    return mails;
  }

  @Test
  void flightTakesOneTurnHoweverManyMessagesAreInIt() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    assertThat(deliver(3, mails(6, SMALL))).allMatch(RecipientOutcome::isAccepted);
    mx.awaitEnded(1, Duration.ofSeconds(10));
    // Greeting, EHLO, STARTTLS, EHLO, two flights, QUIT.
    assertThat(mx.connections().get(0).turns()).isEqualTo(7);
    assertThat(mx.connections().get(0).verbs().subList(3, 14))
        .containsExactly(
            "MAIL", "RCPT", "BDAT", "RSET", "MAIL", "RCPT", "BDAT", "RSET", "MAIL", "RCPT", "BDAT");
    assertThat(mx.messages())
        .hasSize(6)
        .allMatch(m -> m.contentText().equals("Subject: x\r\n\r\n.line\r\n"));
  }

  @Test
  void nothingFliesTogetherUnlessAskedFor() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    assertThat(deliver(ConnectionLimits.defaults().maxMessagesInFlight(), mails(3, SMALL)))
        .allMatch(RecipientOutcome::isAccepted);
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections().get(0).turns()).isEqualTo(8);
    assertThat(mx.connections().get(0).verbs()).doesNotContain("RSET");
  }

  @Test
  void contentsInFlightAreTogetherNoLargerThanTheBuffersBetweenTwoHosts() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    // 35 kB each, so that no two of them fly together.
    assertThat(deliver(10, mails(3, content(5_000)))).allMatch(RecipientOutcome::isAccepted);
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections().get(0).turns()).isEqualTo(8);
  }

  @Test
  void hostWithoutChunkingGetsThemOneByOne() throws IOException {
    ScriptedMx mx = start(scene.hostWithoutChunking(MX));
    assertThat(deliver(3, mails(3, SMALL))).allMatch(RecipientOutcome::isAccepted);
    assertThat(mx.connections().get(0).verbs()).doesNotContain("RSET", "BDAT");
  }

  @Test
  void refusalOfOneLeavesTheOthersAlone() throws IOException {
    hostThat(Action.send("550 5.1.1 nobody\r\n"));
    assertThat(deliver(3, three(SMALL)))
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(
            Conclusion.ACCEPTED, Conclusion.ACCEPTED, Conclusion.PERMANENT, Conclusion.ACCEPTED);
  }

  @Test
  void recipientsThatWerePutOffGoInAFurtherTransaction() throws IOException {
    ScriptedMx mx = hostThat(Action.send("452 4.5.3 too many\r\n"));
    assertThat(deliver(3, three(SMALL))).allMatch(RecipientOutcome::isAccepted);
    assertThat(mx.connections()).hasSize(1);
    assertThat(mx.messages()).hasSize(4);
  }

  @Test
  void messagesBehindAGoodByeGoOnAnotherConnection() throws IOException {
    ScriptedMx mx = hostThat(Action.send("421 4.3.2 leaving\r\n"), Action.close());
    List<RecipientOutcome> outcomes = deliver(3, three(SMALL));
    assertThat(outcomes)
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(
            Conclusion.ACCEPTED, Conclusion.TRANSIENT, Conclusion.TRANSIENT, Conclusion.ACCEPTED);
    assertThat(mx.connections()).hasSize(2);
  }

  @Test
  void connectionThatBreaksLeavesAllThatWasNotAnsweredInDoubt() throws IOException {
    hostThat(Action.close());
    assertThat(deliver(3, three(SMALL)))
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(
            Conclusion.ACCEPTED, Conclusion.IN_DOUBT, Conclusion.IN_DOUBT, Conclusion.IN_DOUBT);
  }

  @Test
  void oneReplyTooManyLeavesAllOfThemInDoubt() throws IOException {
    ScriptedMx mx = hostThat(Action.send("250 2.1.5 ok\r\n250 2.1.5 ok\r\n"));
    List<RecipientOutcome> outcomes = deliver(3, three(SMALL));
    assertThat(outcomes).allMatch(o -> o.conclusion() == Conclusion.IN_DOUBT);
    assertThat(outcomes)
        .extracting(outcome -> outcome.failure().map(Cause::code))
        .containsOnly(Optional.of(CauseCode.PROTOCOL_VIOLATION));
    assertThat(mx.connections()).hasSize(1);
  }

  @Test
  void hostThatRefusesResetIsNotBelieved() throws IOException {
    start(scene.host(MX).on(Cue.RSET, "502 5.5.1 what\r\n"));
    assertThat(deliver(3, three(SMALL)))
        .extracting(RecipientOutcome::conclusion)
        .containsOnly(Conclusion.IN_DOUBT);
  }

  @Test
  void contentThatCannotBeReadCostsItsOwnMessageOnly() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    MailContent once =
        () -> {
          if (opened.incrementAndGet() > 1) {
            throw new IOException("the file is gone");
          }
          return new ByteArrayInputStream("Subject: x\r\n\r\n".getBytes(UTF_8));
        };
    ScriptedMx mx = start(scene.host(MX));
    List<RecipientOutcome> outcomes = deliver(3, three(once));
    assertThat(outcomes)
        .extracting(RecipientOutcome::isAccepted)
        .containsExactly(true, false, false, true);
    assertThat(outcomes.get(1).conclusion()).isNotEqualTo(Conclusion.IN_DOUBT);
    assertThat(mx.messages()).hasSize(2);
  }

  @Test
  void goodByeInPlaceOfAnAnswerToMailSendsTheMessageOverAnotherConnection() throws IOException {
    ScriptedMx mx = start(scene.host(MX));
    AtomicInteger opened = new AtomicInteger();
    MailContent watched =
        () -> {
          // Opened for the survey, and for each time that it is sent.
          if (opened.incrementAndGet() == 2) {
            mx.on(Cue.MAIL, Action.send("421 4.7.0 enough\r\n"), Action.close());
          } else {
            mx.onDefault(Cue.MAIL);
          }
          return new ByteArrayInputStream("Subject: x\r\n\r\n".getBytes(UTF_8));
        };
    assertThat(deliver(1, three(watched))).allMatch(RecipientOutcome::isAccepted);
    assertThat(mx.connections()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void numberInFlightHasItsRange(int messages) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectionLimits.defaults().withMaxMessagesInFlight(messages))
        .withMessage("maxMessagesInFlight must be 1 to 100, not " + messages);
  }
}
