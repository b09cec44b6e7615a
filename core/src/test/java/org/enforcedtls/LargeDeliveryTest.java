package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages of nothing and of gigabytes, envelopes of thousands, and hosts that do not read them.
 */
@Timeout(180)
class LargeDeliveryTest {
  private static final String TO = "inbox@fi.example";
  private static final long MIB = 1L << 20;

  /** {@code -Denforcedtls.test.largeOctets=2147483648} sends 2 GiB; see docs/hostile-peers.md. */
  private static final long LARGE_OCTETS = Long.getLong("enforcedtls.test.largeOctets", 0);

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void messageOfNothingIsOne(Transfer transfer) throws IOException {
    try (HostileScene scene = new HostileScene(transfer)) {
      OutgoingMail nothing = HostileScene.mail(MailContent.ofOctets(new byte[0]), TO);
      assertThat(scene.send(List.of(nothing, nothing))).allMatch(RecipientOutcome::isAccepted);
      assertThat(scene.mx().messages())
          .extracting(ReceivedMessage::contentSizeOctets)
          .containsExactly(0L, 0L);
      assertThat(scene.mx().connections()).hasSize(1);
    }
  }

  /** Bounded in memory by what {@link HostileScene} lets any delivery have. */
  @ParameterizedTest
  @CsvSource({"DATA, 4", "BDAT, 64"})
  void contentIsNeverInMemory(Transfer transfer, long sizeMebioctets) throws IOException {
    countAtTheHost(transfer, sizeMebioctets * MIB);
  }

  @Test
  void contentOfGigabytesIsNeverInMemory() throws IOException {
    assumeTrue(LARGE_OCTETS > 0, "SKIPPED: -Denforcedtls.test.largeOctets says how many octets");
    countAtTheHost(Transfer.BDAT, LARGE_OCTETS / 64 * 64);
  }

  private static void countAtTheHost(Transfer transfer, long sizeOctets) throws IOException {
    try (HostileScene scene = new HostileScene(transfer)) {
      scene.host().recordLimitOctets(4096);
      scene
          .host()
          .capabilitiesInTls(
              "PIPELINING", "8BITMIME", transfer == Transfer.BDAT ? "CHUNKING" : "X");
      scene.client().deadline(Duration.ofMinutes(2));
      List<RecipientOutcome> outcomes =
          scene.send(
              List.of(
                  HostileScene.mail(GeneratedContent.of(sizeOctets), TO), HostileScene.mail(TO)));
      assertThat(outcomes).allMatch(RecipientOutcome::isAccepted);
      assertThat(scene.mx().messages())
          .extracting(ReceivedMessage::contentSizeOctets)
          .containsExactly(sizeOctets, (long) Scene.CONTENT.length());
      assertThat(scene.mx().connections()).hasSize(1);
      scene.assertNothingLeftInClear();
    }
  }

  /** It may write all the while, in which case neither side would ever get anywhere. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATA | DATA        | 354 go / {stop}
          DATA | DATA        | 354 go / {wait 1} / {endless 250-x\\r\\n}
          DATA | DATA        | 354 go / {read 2000} / {stop}
          BDAT | CHUNK_START | {stop}
          BDAT | CHUNK_START | {read 2000} / {endless 250-x\\r\\n}
          """)
  void hostThatDoesNotReadTheContentIsLeft(Transfer transfer, Cue cue, String script)
      throws IOException {
    for (int count = 1; count <= 2; count++) {
      try (HostileScene scene = new HostileScene(transfer)) {
        scene.host().on(cue, HostileScript.parse(script));
        scene
            .client()
            .timeouts(
                DialogueTimeouts.defaults()
                    .withAll(Duration.ofSeconds(20))
                    .with(DialogueStep.BLOCK, Duration.ofMillis(500)));
        List<OutgoingMail> mails =
            IntStream.range(0, count)
                .mapToObj(i -> HostileScene.mail(GeneratedContent.of(32 * MIB), TO))
                .toList();
        assertThat(scene.send(mails))
            .extracting(HostileScene::summary)
            .containsOnly("TRANSIENT TIMED_OUT 4.4.2");
        assertThat(scene.mx().connections()).hasSize(1);
        assertThat(scene.mx().messages()).isEmpty();
        scene.assertNothingLeftInClear();
      }
    }
  }

  /** In the middle of a content that fits into no buffer, nobody can have it: no doubt. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATA | DATA        | 354 go / {read 2000} / {reset}
          DATA | DATA        | 354 go / {read 2000} / 421 4.3.2 bye / {reset}
          BDAT | CHUNK_START | {reset}
          BDAT | CHUNK_START | {read 2000} / {reset}
          """)
  void connectionLostInsideALargeContentLeavesNoDoubt(Transfer transfer, Cue cue, String script)
      throws IOException {
    for (int count = 1; count <= 2; count++) {
      try (HostileScene scene = new HostileScene(transfer)) {
        scene.host().on(cue, HostileScript.parse(script));
        List<OutgoingMail> mails =
            IntStream.range(0, count)
                .mapToObj(i -> HostileScene.mail(GeneratedContent.of(32 * MIB), TO))
                .toList();
        assertThat(scene.send(mails))
            .extracting(HostileScene::summary)
            .containsOnly("TRANSIENT CONNECTION_LOST 4.4.2");
        assertThat(scene.mx().connections()).hasSize(1);
        scene.assertNotUsedAgain(cue);
        scene.assertNothingLeftInClear();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void hundredThousandRecipientsGoInGroups(Transfer transfer) throws IOException {
    try (HostileScene scene = new HostileScene(transfer)) {
      scene.client().deadline(Duration.ofMinutes(1));
      List<RecipientOutcome> outcomes = scene.send(List.of(mailTo(100_000)));
      assertThat(outcomes).hasSize(100_000).allMatch(RecipientOutcome::isAccepted);
      assertThat(scene.mx().messages()).hasSize(1);
      assertThat(scene.mx().messages().get(0).recipients()).hasSize(100_000);
      // Greeting, EHLO, STARTTLS, EHLO, a turn for each hundred, one or two for the content.
      assertThat(scene.mx().connections().get(0).turns()).isBetween(1_004, 1_300);
      scene.assertNothingLeftInClear();
    }
  }

  @Test
  void recipientsAreSplitAsTheHostLimitsThemHoweverManyTheyAre() throws IOException {
    try (HostileScene scene = new HostileScene(Transfer.BDAT)) {
      scene.host().capabilitiesInTls("PIPELINING", "CHUNKING", "LIMITS RCPTMAX=1000");
      List<RecipientOutcome> outcomes = scene.send(List.of(mailTo(20_500)));
      assertThat(outcomes).hasSize(20_500).allMatch(RecipientOutcome::isAccepted);
      assertThat(scene.mx().messages()).hasSize(21);
      assertThat(scene.mx().messages()).allMatch(message -> message.recipients().size() <= 1000);
      assertThat(scene.mx().connections()).hasSize(1);
    }
  }

  /** Both sides would write and neither read, if all recipients went at once. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAIL | {stop}                      | TIMED_OUT
          RCPT | {stop}                      | TIMED_OUT
          RCPT | {stall}                     | TIMED_OUT
          RCPT | {close}                     | CONNECTION_LOST
          RCPT | {long 250 }                 | PROTOCOL_VIOLATION
          RCPT | {endless 250-x\\r\\n}       | PROTOCOL_VIOLATION
          """)
  void hostileHostCostsManyRecipientsNoMoreThanOne(Cue cue, String script, String code)
      throws IOException {
    try (HostileScene scene = new HostileScene(Transfer.DATA)) {
      scene.host().on(cue, HostileScript.parse(script));
      Duration step = code.equals("TIMED_OUT") ? Duration.ofMillis(500) : Duration.ofSeconds(20);
      scene
          .client()
          .timeouts(
              DialogueTimeouts.defaults()
                  .withAll(Duration.ofSeconds(20))
                  .with(DialogueStep.MAIL, step)
                  .with(DialogueStep.RCPT, step));
      Predicate<RecipientOutcome> asExpected =
          outcome -> HostileScene.summary(outcome).startsWith("TRANSIENT " + code);
      assertThat(scene.send(List.of(mailTo(100_000), HostileScene.mail(TO))))
          .hasSize(100_001)
          .allMatch(asExpected);
      assertThat(scene.mx().connections()).hasSize(1);
      scene.assertNothingLeftInClear();
    }
  }

  private static OutgoingMail mailTo(int recipients) {
    return HostileScene.mail(
        IntStream.range(0, recipients)
            .mapToObj(i -> "r" + i + "@fi.example")
            .toArray(String[]::new));
  }
}
