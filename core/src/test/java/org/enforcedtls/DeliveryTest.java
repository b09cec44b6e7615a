package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.Party;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole deliveries through the front door, against scripted hosts. */
class DeliveryTest {
  private static final String FI = "fi.example";
  private static final String TO = "inbox@fi.example";
  private static final String A1 = "192.0.2.1";
  private static final String A2 = "192.0.2.2";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GREETING_CUT_OFF,         TRANSIENT, 4.4.2, CONNECTION_LOST
          NOT_SMTP,                 TRANSIENT, 4.5.0, PROTOCOL_VIOLATION
          SILENT,                   TRANSIENT, 4.4.2, TIMED_OUT
          BUSY,                     TRANSIENT, 4.3.2, GREETING_REJECTED
          NO_SERVICE,               PERMANENT, 5.3.2, GREETING_REJECTED
          EHLO_REFUSED,             TRANSIENT, 4.7.4, EHLO_REJECTED
          EHLO_ENDLESS,             TRANSIENT, 4.5.0, PROTOCOL_VIOLATION
          EHLO_DRIPPING,            TRANSIENT, 4.4.2, TIMED_OUT
          NO_STARTTLS,              TRANSIENT, 4.7.4, STARTTLS_NOT_OFFERED
          STARTTLS_REFUSED,         TRANSIENT, 4.7.4, STARTTLS_REFUSED
          STARTTLS_ANSWERED_250,    TRANSIENT, 4.7.4, STARTTLS_REFUSED
          PLAINTEXT_INJECTED,       TRANSIENT, 4.7.5, STARTTLS_INJECTION
          PLAINTEXT_INJECTED_LATE,  TRANSIENT, 4.7.5, TLS_HANDSHAKE_FAILED
          STARTTLS_SILENT,          TRANSIENT, 4.4.2, TIMED_OUT
          STARTTLS_RESET,           TRANSIENT, 4.7.5, TLS_HANDSHAKE_FAILED
          STARTTLS_OFFERED_IN_TLS,  ACCEPTED,  2.0.0,
          SENDER_REFUSED,           PERMANENT, 5.7.1, REPLY_PERMANENT
          REPLY_LINE_OVERLONG,      IN_DOUBT,  4.5.0, PROTOCOL_VIOLATION
          REPLY_TOO_MANY,           IN_DOUBT,  4.5.0, PROTOCOL_VIOLATION
          RECIPIENTS_REFUSED,       PERMANENT, 5.1.1, REPLY_PERMANENT
          RECIPIENTS_DEFERRED,      TRANSIENT, 4.2.0, REPLY_TRANSIENT
          DATA_REFUSED,             TRANSIENT, 4.3.0, REPLY_TRANSIENT
          CONTENT_REFUSED,          PERMANENT, 5.7.1, REPLY_PERMANENT
          SILENT_AFTER_CONTENT,     IN_DOUBT,  4.4.2, TIMED_OUT
          RESET_AFTER_CONTENT,      IN_DOUBT,  4.4.2, CONNECTION_LOST
          TRUNCATED_AFTER_CONTENT,  IN_DOUBT,  4.4.2, CONNECTION_LOST
          QUIT_REFUSED,             ACCEPTED,  2.0.0,
          """)
  void faultOfTheOnlyHostDecides(
      MxFault fault, Conclusion conclusion, String status, @Nullable CauseCode code)
      throws IOException {
    ScriptedMx mx = scene.mx(FI, 10, "mx.fi.example", A1, scene.host("mx.fi.example").fault(fault));
    scene.client().timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(2)));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.conclusion()).isEqualTo(conclusion);
    assertThat(outcome.status()).hasToString(status);
    assertThat(outcome.failure().map(Cause::code)).isEqualTo(Optional.ofNullable(code));
    assertNothingLeftInClear(mx);
  }

  @Test
  void resetIsTroubleOfTheNetworkWhetherItComesBeforeTheConnectionStandsOrAfter()
      throws IOException {
    scene.mx(
        FI, 10, "mx.fi.example", A1, scene.host("mx.fi.example").fault(MxFault.RESET_ON_CONNECT));
    assertThat(scene.deliverTo(TO).failure().orElseThrow().code())
        .isIn(CauseCode.CONNECT_FAILED, CauseCode.CONNECTION_LOST);
  }

  @Test
  void certificateOfAnUnapprovedCaGetsNoMailCommand() throws IOException {
    ScriptedMx mx =
        scene.mx(
            FI,
            10,
            "mx.fi.example",
            A1,
            ScriptedMx.builder().certificate(TestCa.create("Other").issue("mx.fi.example")));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.CERTIFICATE_UNTRUSTED);
    Attempt attempt = outcome.trace().attempts().get(0);
    assertThat(attempt.tls().orElseThrow().chain().get(0).issuer()).contains("Other");
    assertThat(attempt.tls().orElseThrow().channel().orElseThrow().protocol()).isEqualTo("TLSv1.3");
    assertThat(mx.connections().get(0).verbs()).containsExactly("EHLO", "STARTTLS");
    assertNothingLeftInClear(mx);
  }

  @Test
  void allFindingsAgainstACertificateAreListed() throws IOException {
    scene.mx(
        FI,
        10,
        "mx.fi.example",
        A1,
        ScriptedMx.builder()
            .certificate(scene.ca().certificate("other.example").expired().issue()));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.trace().attempts().get(0).causes())
        .extracting(Cause::code)
        .containsExactly(CauseCode.CERTIFICATE_EXPIRED, CauseCode.CERTIFICATE_NAME_MISMATCH);
  }

  @Test
  void acceptedMessageArrivesWholeOverTls() throws IOException {
    ScriptedMx mx = scene.goodMx(FI, A1);
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as(outcome.toString()).isTrue();
    assertThat(mx.messages())
        .singleElement()
        .satisfies(message -> assertThat(message.contentText()).isEqualTo(Scene.CONTENT));
    Attempt attempt = outcome.trace().attempts().get(0);
    assertThat(attempt.tls().orElseThrow().channel().orElseThrow().protocol()).isEqualTo("TLSv1.3");
    assertThat(attempt.tls().orElseThrow().matchedName()).contains("mx.fi.example");
    assertThat(attempt.mxAuthentication()).isEqualTo(MxAuthentication.NOTHING);
    assertNothingLeftInClear(mx);
  }

  @Test
  void firstHostDownTheNextTakesIt() throws IOException {
    scene.dns().mx(FI, 5, "mx0.fi.example").address("mx0.fi.example", A2);
    scene.network().refused(A2);
    scene.goodMx(FI, A1);
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts())
        .extracting(attempt -> attempt.mxHost().toString())
        .containsExactly("mx0.fi.example", "mx.fi.example");
  }

  @Test
  void permanentReplyInsideTlsEndsTheHostLoop() throws IOException {
    scene.mx(
        FI,
        5,
        "mx0.fi.example",
        A2,
        scene.host("mx0.fi.example").fault(MxFault.RECIPIENTS_REFUSED));
    ScriptedMx second = scene.goodMx(FI, A1);
    assertThat(scene.deliverTo(TO).conclusion()).isEqualTo(Conclusion.PERMANENT);
    assertThat(second.connections()).isEmpty();
  }

  @Test
  void greetingOfClass5IsPermanentOnlyIfEveryHostSaysSo() throws IOException {
    scene.mx(FI, 5, "mx0.fi.example", A2, scene.host("mx0.fi.example").fault(MxFault.NO_SERVICE));
    scene.mx(FI, 10, "mx1.fi.example", A1, scene.host("mx1.fi.example").fault(MxFault.BUSY));
    assertThat(scene.deliverTo(TO).conclusion()).isEqualTo(Conclusion.TRANSIENT);
  }

  @Test
  void failureIsNotPermanentWhileAHostWasNotAsked() throws IOException {
    scene.mx(FI, 5, "mx0.fi.example", A2, scene.host("mx0.fi.example").fault(MxFault.NO_SERVICE));
    scene.mx(FI, 10, "mx1.fi.example", A1, scene.host("mx1.fi.example").fault(MxFault.NO_SERVICE));
    scene.client().maxMxHosts(1);
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.status()).hasToString("4.3.2");
  }

  @Test
  void oneDomainsTroubleNeverSpoilsAnotherAndTheOrderIsTheCallers() throws IOException {
    scene.goodMx(FI, A1);
    scene.dns().behave("dark.example", "MX", DnsBehaviour.SERVFAIL).nullMx("null.example");
    DeliveryReport report =
        scene.deliver("a@dark.example", TO, "b@null.example", "c@gone.example", "d@fi.example");
    assertThat(report.outcomes())
        .extracting(o -> o.recipient() + " " + o.conclusion() + " " + o.status())
        .containsExactly(
            "a@dark.example TRANSIENT 4.4.3",
            "inbox@fi.example ACCEPTED 2.0.0",
            "b@null.example PERMANENT 5.1.10",
            "c@gone.example PERMANENT 5.1.2",
            "d@fi.example ACCEPTED 2.0.0");
  }

  @Test
  void addressThatPointsInwardsIsNotDialled() throws IOException {
    scene.mx(FI, 10, "mx.fi.example", "10.1.2.3", scene.host("mx.fi.example"));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.ADDRESS_REFUSED);
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(scene.network().dials()).isEmpty();
  }

  @Test
  void hostThatIsOurselvesIsALoop() throws IOException {
    scene.dns().mx(FI, 10, "mail.bank.example").mx(FI, 20, "mx.fi.example");
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.status()).hasToString("5.4.6");
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.MAIL_LOOP);
  }

  @Test
  void deadlineEndsADeliveryThatTakesTooLong() throws IOException {
    scene.mx(FI, 10, "mx.fi.example", A1, scene.host("mx.fi.example").fault(MxFault.SILENT));
    scene.client().deadline(Duration.ofMillis(700));
    assertThat(scene.deliverTo(TO).failure().map(Cause::code))
        .contains(CauseCode.DEADLINE_EXCEEDED);
  }

  @Test
  void certificateIsJudgedByTheClientsClock() throws IOException {
    scene.goodMx(FI, A1);
    scene.client().clock(() -> Instant.parse("2090-01-01T00:00:00Z"));
    assertThat(scene.deliverTo(TO).failure().map(Cause::code))
        .contains(CauseCode.CERTIFICATE_EXPIRED);
  }

  @Test
  void internationalAddressDoesNotSpoilTheOthersWhereTheHostLacksSmtpUtf8() throws IOException {
    scene.mx(
        FI,
        10,
        "mx.fi.example",
        A1,
        scene.host("mx.fi.example").capabilitiesInTls("PIPELINING", "8BITMIME"));
    DeliveryReport report = scene.deliver("åke@fi.example", TO);
    assertThat(report.outcomes())
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(Conclusion.PERMANENT, Conclusion.ACCEPTED);
    assertThat(report.outcomes().get(0).failure().map(Cause::code))
        .contains(CauseCode.SMTPUTF8_UNSUPPORTED);
  }

  @Test
  void contentThatMayNotLeaveIsRefusedBeforeADial() throws IOException {
    scene.goodMx(FI, A1);
    Envelope envelope = Envelope.from("").to(TO).build();
    for (String body : List.of("a\0b", "x".repeat(999))) {
      MailContent content = MailContent.ofOctets(("Subject: x\n\n" + body).getBytes(UTF_8));
      RecipientOutcome outcome = scene.deliver(envelope, content).outcomes().get(0);
      assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.CONTENT_REFUSED);
    }
    assertThat(scene.network().dials()).isEmpty();
  }

  @Test
  void contentThatCannotBeReadIsOurOwnTrouble() throws IOException {
    ScriptedMx mx = scene.goodMx(FI, A1);
    int[] opened = {0};
    MailContent content =
        () -> {
          if (opened[0]++ > 0) {
            throw new IOException("disk gone");
          }
          return MailContent.ofOctets(Scene.CONTENT.getBytes(UTF_8)).open();
        };
    RecipientOutcome outcome =
        scene.deliver(Envelope.from("").to(TO).build(), content).outcomes().get(0);
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.failure().orElseThrow().text()).contains("disk gone");
    assertThat(mx.messages()).isEmpty();
  }

  @Test
  void contentThatCannotBeClosedIsOurOwnTroubleToo() throws IOException {
    ScriptedMx mx = scene.goodMx(FI, A1);
    int[] opened = {0};
    MailContent content =
        () ->
            new ByteArrayInputStream(Scene.CONTENT.getBytes(UTF_8)) {
              private final boolean isForSending = opened[0]++ > 0;

              @Override
              public void close() throws IOException {
                if (isForSending) {
                  throw new IOException("share gone");
                }
              }
            };
    RecipientOutcome outcome =
        scene.deliver(Envelope.from("").to(TO).build(), content).outcomes().get(0);
    assertThat(outcome.failure().map(Cause::party)).contains(Party.OURS);
    assertThat(mx.messages()).isEmpty();
  }

  @Test
  void contentThatComesTooLateLeavesNoDoubt() throws IOException {
    ScriptedMx mx = scene.goodMx(FI, A1);
    Duration blockTimeout = Duration.ofMillis(500);
    scene.client().timeouts(DialogueTimeouts.defaults().with(DialogueStep.BLOCK, blockTimeout));
    scene.client().maxAddressesPerHost(1);
    int[] opened = {0};
    MailContent content =
        () ->
            new ByteArrayInputStream(Scene.CONTENT.getBytes(UTF_8)) {
              private final boolean isForSending = opened[0]++ > 0;

              @Override
              public synchronized int read(byte[] octets, int offset, int length) {
                int read = super.read(octets, offset, length);
                if (isForSending && read < 0) {
                  mx.awaitEnded(1, Duration.ofSeconds(10));
                }
                return read;
              }
            };
    RecipientOutcome outcome =
        scene.deliver(Envelope.from("").to(TO).build(), content).outcomes().get(0);
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.TIMED_OUT);
    assertThat(mx.messages()).isEmpty();
  }

  @Test
  void hostThatStopsReadingIsGivenUp() throws IOException {
    ScriptedMx mx =
        scene.mx(
            FI,
            10,
            "mx.fi.example",
            A1,
            scene.host("mx.fi.example").on(Cue.CHUNK_START, Action.stopReading()));
    DialogueTimeouts oneSecond =
        DialogueTimeouts.defaults().with(DialogueStep.BLOCK, Duration.ofSeconds(1));
    scene.client().timeouts(oneSecond);
    MailContent large = MailContent.ofOctets("0123456789\r\n".repeat(2_000_000).getBytes(UTF_8));
    RecipientOutcome outcome =
        scene.deliver(Envelope.from("").to(TO).build(), large).outcomes().get(0);
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.TIMED_OUT);
    assertThat(mx.messages()).isEmpty();
  }

  private static void assertNothingLeftInClear(ScriptedMx mx) {
    assertThat(mx.connections())
        .flatExtracting(connection -> connection.commands())
        .filteredOn(command -> command.protection() == Protection.CLEAR)
        .extracting(command -> command.verb())
        .isSubsetOf("EHLO", "STARTTLS");
  }
}
