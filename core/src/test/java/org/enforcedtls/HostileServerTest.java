package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Cue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each fault of a host at each step, by itself, where another message of a batch would follow, and
 * where one went before: what comes of the message, that nothing leaves in clear, that time and
 * memory are bounded, and that a connection that did wrong serves no other message.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HostileServerTest {
  /** Far below the time-outs of the steps that are not short, far above a slow machine. */
  private static final Duration SOON = Duration.ofSeconds(9);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT  | 421 4.3.2 busy / {close}              | TRANSIENT GREETING_REJECTED 4.3.2
          CONNECT  | 554 5.3.2 no mail / {close}           | PERMANENT GREETING_REJECTED 5.3.2
          CONNECT  | 250 mx.test                           | TRANSIENT GREETING_REJECTED 4.0.0
          CONNECT  | 354 go ahead                          | TRANSIENT GREETING_REJECTED 4.0.0
          CONNECT  | {close}                               | TRANSIENT CONNECTION_LOST 4.4.2
          CONNECT  | {reset}                               | TRANSIENT CONNECTION_LOST 4.4.2
          CONNECT  | {raw 220 mx} / {close}                | TRANSIENT CONNECTION_LOST 4.4.2
          CONNECT  | 220-mx.test / {close}                 | TRANSIENT CONNECTION_LOST 4.4.2
          CONNECT  | 220-mx.test / 521 no                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | 220 mx.test / 220 mx.test             | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | {raw \\26\\3\\1\\0\\5\\1\\0\\0\\1\\n} | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | SSH-2.0-OpenSSH_9.0                   | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | 22 mx.test                            | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | \\0220 mx.test                        | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | {long 220}                            | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | {endless x}                           | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          CONNECT  | {endless 220-x\\r\\n}                 | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO     | 421 4.3.2 busy / {close}              | TRANSIENT EHLO_REJECTED 4.7.4
          EHLO     | 502 5.5.1 HELO please                 | TRANSIENT EHLO_REJECTED 4.7.4
          EHLO     | 220 mx.test                           | TRANSIENT EHLO_REJECTED 4.7.4
          EHLO     | 250 mx.test                           | TRANSIENT STARTTLS_NOT_OFFERED 4.7.4
          EHLO     | 250-mx.test / 250 XXXXXXXA            | TRANSIENT STARTTLS_NOT_OFFERED 4.7.4
          EHLO     | 250-mx.test / 250 STARTTLSX           | TRANSIENT STARTTLS_NOT_OFFERED 4.7.4
          EHLO     | 250-STARTTLS / 250 SIZE               | TRANSIENT STARTTLS_NOT_OFFERED 4.7.4
          EHLO     | {close}                               | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO     | {reset}                               | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO     | 250-mx.test / {close}                 | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO     | 250-mx.test / 550 STARTTLS            | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO     | 250-mx.test / 250 STARTTLS / 235 ok   | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO     | \\1\\2\\3\\4                          | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO     | {long 250-}                           | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO     | {endless x}                           | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO     | {endless 250-x\\r\\n}                 | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          STARTTLS | 421 4.3.2 busy / {close}              | TRANSIENT STARTTLS_REFUSED 4.7.4
          STARTTLS | 454 4.7.0 not now                     | TRANSIENT STARTTLS_REFUSED 4.7.4
          STARTTLS | 554 5.7.0 never                       | TRANSIENT STARTTLS_REFUSED 4.7.4
          STARTTLS | 250 ok                                | TRANSIENT STARTTLS_REFUSED 4.7.4
          STARTTLS | 354 go ahead                          | TRANSIENT STARTTLS_REFUSED 4.7.4
          STARTTLS | 220 go / 220 go                       | TRANSIENT STARTTLS_INJECTION 4.7.5
          STARTTLS | 220 go / 250-evil / 250 AUTH PLAIN    | TRANSIENT STARTTLS_INJECTION 4.7.5
          STARTTLS | 220 go / {raw \\n}                    | TRANSIENT STARTTLS_INJECTION 4.7.5
          STARTTLS | 220 go / {wait 80} / 250 evil / {close} | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          STARTTLS | 220 go / {wait 80} / {raw \\25\\3\\3\\0\\2\\2\\50} / {close} | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          STARTTLS | 220 go / {wait 80} / {endless x}      | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          STARTTLS | 220 go / {wait 80} / {close}          | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          STARTTLS | 220 go / {wait 80} / {reset}          | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          STARTTLS | {close}                               | TRANSIENT TLS_HANDSHAKE_FAILED 4.7.5
          STARTTLS | \\1\\2\\3\\4                          | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          STARTTLS | {endless x}                           | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          STARTTLS | {endless 220-x\\r\\n}                 | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO_TLS | 421 4.3.2 busy / {close}              | TRANSIENT REPLY_TRANSIENT 4.3.2
          EHLO_TLS | 550 5.7.1 not you                     | PERMANENT REPLY_PERMANENT 5.7.1
          EHLO_TLS | {close}                               | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO_TLS | {truncate}                            | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO_TLS | {reset}                               | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO_TLS | 250-mx.test / {truncate}              | TRANSIENT CONNECTION_LOST 4.4.2
          EHLO_TLS | 250-mx.test / 550 no                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO_TLS | 250 mx.test / 250 mx.test             | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO_TLS | \\1\\2\\3\\4                          | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO_TLS | {endless x}                           | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          EHLO_TLS | {endless 250-x\\r\\n}                 | TRANSIENT PROTOCOL_VIOLATION 4.5.0
          """)
  void faultBeforeMailIsOneForAllMessages(Cue cue, String script, String outcome)
      throws IOException {
    try (HostileScene scene = new HostileScene(Transfer.BDAT)) {
      scene.host().on(cue, HostileScript.parse(script));
      assertThat(summaries(scene.send(1))).containsExactly(outcome);
      scene.assertNothingLeftInClear();
      scene.assertNotUsedAgain(cue);
    }
    try (HostileScene scene = new HostileScene(Transfer.DATA)) {
      scene.host().on(cue, HostileScript.parse(script));
      assertThat(summaries(scene.send(2))).containsExactly(outcome, outcome);
      assertThat(scene.mx().connections()).hasSize(1);
      scene.assertNothingLeftInClear();
      scene.assertNotUsedAgain(cue);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # when         | what the host does               | by DATA                            | by BDAT
          MAIL           | {close}                          | TRANSIENT CONNECTION_LOST 4.4.2    | IN_DOUBT CONNECTION_LOST 4.4.2
          MAIL           | {reset}                          | TRANSIENT CONNECTION_LOST 4.4.2    | IN_DOUBT CONNECTION_LOST 4.4.2
          MAIL           | {truncate}                       | TRANSIENT CONNECTION_LOST 4.4.2    | IN_DOUBT CONNECTION_LOST 4.4.2
          MAIL           | \\1\\2\\3\\4                     | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          MAIL           | 650 what                         | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          MAIL           | 250-ok / 550 no                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          MAIL           | 250 ok / 250 ok                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          MAIL           | {endless x}                      | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          MAIL           | {endless 250-x\\r\\n}            | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          RCPT           | 421 4.3.2 busy / {close}         | TRANSIENT REPLY_TRANSIENT 4.3.2    | TRANSIENT REPLY_TRANSIENT 4.3.2
          RCPT           | {close}                          | TRANSIENT CONNECTION_LOST 4.4.2    | IN_DOUBT CONNECTION_LOST 4.4.2
          RCPT           | {reset}                          | TRANSIENT CONNECTION_LOST 4.4.2    | IN_DOUBT CONNECTION_LOST 4.4.2
          RCPT           | {raw 250 o} / {truncate}         | TRANSIENT CONNECTION_LOST 4.4.2    | IN_DOUBT CONNECTION_LOST 4.4.2
          RCPT           | \\1\\2\\3\\4                     | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          RCPT           | 250-ok / 550 no                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          RCPT           | 250 ok / 250 ok                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          RCPT           | {endless x}                      | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          RCPT           | {endless 250-x\\r\\n}            | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          DATA           | 421 4.3.2 busy / {close}         | TRANSIENT REPLY_TRANSIENT 4.3.2    | -
          DATA           | {close}                          | TRANSIENT CONNECTION_LOST 4.4.2    | -
          DATA           | {reset}                          | TRANSIENT CONNECTION_LOST 4.4.2    | -
          DATA           | {raw 354 go} / {truncate}        | TRANSIENT CONNECTION_LOST 4.4.2    | -
          DATA           | \\1\\2\\3\\4                     | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | -
          DATA           | 250 ok                           | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | -
          DATA           | 334 who are you                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | -
          DATA           | 354 go / 354 go                  | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | -
          DATA           | 354 go / 250 queued              | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | -
          DATA           | {endless x}                      | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | -
          DATA           | {endless 354-x\\r\\n}            | TRANSIENT PROTOCOL_VIOLATION 4.5.0 | -
          DATA           | 354 go / {read 10} / {reset}     | IN_DOUBT CONNECTION_LOST 4.4.2     | -
          DATA           | 354 go / {read 23} / {close}     | IN_DOUBT CONNECTION_LOST 4.4.2     | -
          DATA           | 354 go / {read 24} / {close}     | IN_DOUBT CONNECTION_LOST 4.4.2     | -
          DATA           | 354 go / {read 25} / {reset}     | IN_DOUBT CONNECTION_LOST 4.4.2     | -
          CHUNK_START    | 421 4.3.2 busy / {close}         | -                                  | TRANSIENT REPLY_TRANSIENT 4.3.2
          CHUNK_START    | {close}                          | -                                  | IN_DOUBT CONNECTION_LOST 4.4.2
          CHUNK_START    | {reset}                          | -                                  | IN_DOUBT CONNECTION_LOST 4.4.2
          CHUNK_START    | {read 10} / {reset}              | -                                  | IN_DOUBT CONNECTION_LOST 4.4.2
          CHUNK_START    | {read 22} / {truncate}           | -                                  | IN_DOUBT CONNECTION_LOST 4.4.2
          CHUNK_START    | 250 early                        | -                                  | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          END_OF_CONTENT | 421 4.3.2 busy / {close}         | TRANSIENT REPLY_TRANSIENT 4.3.2    | TRANSIENT REPLY_TRANSIENT 4.3.2
          END_OF_CONTENT | {close}                          | IN_DOUBT CONNECTION_LOST 4.4.2     | IN_DOUBT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | {reset}                          | IN_DOUBT CONNECTION_LOST 4.4.2     | IN_DOUBT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | {truncate}                       | IN_DOUBT CONNECTION_LOST 4.4.2     | IN_DOUBT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | {raw 250 2.0.0 que} / {truncate} | IN_DOUBT CONNECTION_LOST 4.4.2     | IN_DOUBT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | 250-2.0.0 queued / {truncate}    | IN_DOUBT CONNECTION_LOST 4.4.2     | IN_DOUBT CONNECTION_LOST 4.4.2
          END_OF_CONTENT | \\1\\2\\3\\4                     | IN_DOUBT PROTOCOL_VIOLATION 4.5.0  | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          END_OF_CONTENT | 25 ok                            | IN_DOUBT PROTOCOL_VIOLATION 4.5.0  | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          END_OF_CONTENT | 354 more                         | IN_DOUBT PROTOCOL_VIOLATION 4.5.0  | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          END_OF_CONTENT | 250-queued / 550 no              | IN_DOUBT PROTOCOL_VIOLATION 4.5.0  | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          END_OF_CONTENT | {endless x}                      | IN_DOUBT PROTOCOL_VIOLATION 4.5.0  | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          END_OF_CONTENT | {endless 250-x\\r\\n}            | IN_DOUBT PROTOCOL_VIOLATION 4.5.0  | IN_DOUBT PROTOCOL_VIOLATION 4.5.0
          """)
  void faultInsideATransactionCostsThatOne(
      Cue cue, String script, @Nullable String byData, @Nullable String byBdat) throws IOException {
    for (Transfer transfer : Transfer.values()) {
      @Nullable String outcome = transfer == Transfer.DATA ? byData : byBdat;
      if (outcome != null) {
        byItself(transfer, cue, script, outcome);
        asTheFirstOfTwo(transfer, cue, script, outcome);
        asTheSecondOfTwo(transfer, cue, script, outcome);
      }
    }
  }

  private static void byItself(Transfer transfer, Cue cue, String script, String outcome)
      throws IOException {
    try (HostileScene scene = new HostileScene(transfer)) {
      scene.host().on(cue, HostileScript.parse(script));
      assertThat(summaries(scene.send(1))).as("%s", transfer).containsExactly(outcome);
      scene.assertNotUsedAgain(cue);
      scene.assertNothingLeftInClear();
    }
  }

  /** A host with which nothing at all worked is not dialled again for the rest. */
  private static void asTheFirstOfTwo(Transfer transfer, Cue cue, String script, String outcome)
      throws IOException {
    try (HostileScene scene = new HostileScene(transfer)) {
      scene.host().on(cue, HostileScript.parse(script));
      assertThat(summaries(scene.send(2)))
          .as("first of two by %s", transfer)
          .containsExactly(outcome, outcome.replace("IN_DOUBT", "TRANSIENT"));
      scene.mx().awaitEnded(1, SOON);
      assertThat(scene.mx().connections()).hasSize(1);
      scene.assertNothingLeftInClear();
    }
  }

  /** Nothing of a message was heard on a host that goes astray at MAIL: it goes elsewhere. */
  private static void asTheSecondOfTwo(Transfer transfer, Cue cue, String script, String outcome)
      throws IOException {
    boolean isUnheard =
        transfer == Transfer.DATA && cue == Cue.MAIL && !script.startsWith("250 ok");
    try (HostileScene scene = new HostileScene(transfer)) {
      scene.host().onTime(cue, 2, HostileScript.parse(script));
      assertThat(summaries(scene.send(2)))
          .as("second of two by %s", transfer)
          .containsExactly("ACCEPTED 2.0.0", isUnheard ? "ACCEPTED 2.0.0" : outcome);
      assertThat(scene.mx().connections()).hasSize(isUnheard ? 2 : 1);
      scene.mx().awaitEnded(1, SOON);
      scene.assertNothingLeftInClear();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAIL           | 550 5.7.1 no       | PERMANENT REPLY_PERMANENT 5.7.1
          MAIL           | 451 4.3.0 later    | TRANSIENT REPLY_TRANSIENT 4.3.0
          MAIL           | 451 5.7.1 liar     | TRANSIENT REPLY_TRANSIENT 4.0.0
          RCPT           | 550 5.1.1 nobody   | PERMANENT REPLY_PERMANENT 5.1.1
          RCPT           | 550 4.1.1 liar     | PERMANENT REPLY_PERMANENT 5.0.0
          RCPT           | 450 4.2.0 greylist | TRANSIENT REPLY_TRANSIENT 4.2.0
          RCPT           | 452 4.5.3 many     | TRANSIENT REPLY_TRANSIENT 4.5.3
          RCPT           | 552 5.2.2 full     | TRANSIENT REPLY_TRANSIENT 4.0.0
          END_OF_CONTENT | 451 4.3.0 later    | TRANSIENT REPLY_TRANSIENT 4.3.0
          END_OF_CONTENT | 554 5.7.1 spam     | PERMANENT REPLY_PERMANENT 5.7.1
          END_OF_CONTENT | 250 2.6.0 thanks   | ACCEPTED 2.6.0
          END_OF_CONTENT | 250 5.7.1 liar     | ACCEPTED 2.0.0
          """)
  void refusalInOrderCostsNoConnection(Cue cue, String script, String outcome) throws IOException {
    for (Transfer transfer : Transfer.values()) {
      try (HostileScene scene = new HostileScene(transfer)) {
        scene.host().on(cue, HostileScript.parse(script));
        assertThat(summaries(scene.send(1))).as("%s", transfer).containsExactly(outcome);
        assertThat(summaries(scene.send(2))).as("%s", transfer).containsExactly(outcome, outcome);
        scene.assertUsedAgain(cue);
        scene.assertNothingLeftInClear();
      }
    }
  }

  /** A host may take leave between two messages, and has said nothing of the second. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATA | MAIL | 421 4.3.2 busy / {close}
          BDAT | MAIL | 421 4.3.2 busy / {close}
          """)
  void goodByeBetweenTwoMessagesCostsNone(Transfer transfer, Cue cue, String script)
      throws IOException {
    try (HostileScene scene = new HostileScene(transfer)) {
      scene.host().onTime(cue, 2, HostileScript.parse(script));
      assertThat(summaries(scene.send(2))).containsOnly("ACCEPTED 2.0.0");
      assertThat(scene.mx().connections()).hasSize(2);
      assertThat(scene.mx().messages()).hasSize(2);
      scene.mx().awaitEnded(1, SOON);
      scene.assertNothingLeftInClear();
    }
  }

  /** The reply counts although the connection is lost with it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"250 2.0.0 queued / {close}", "250 2.0.0 queued / {truncate}"})
  void acceptedMessageStaysSoWhenTheConnectionEnds(String script) throws IOException {
    for (Transfer transfer : Transfer.values()) {
      for (int count = 1; count <= 2; count++) {
        try (HostileScene scene = new HostileScene(transfer)) {
          scene.host().on(Cue.END_OF_CONTENT, HostileScript.parse(script));
          assertThat(summaries(scene.send(count)).get(0)).isEqualTo("ACCEPTED 2.0.0");
          scene.assertNotUsedAgain(Cue.END_OF_CONTENT);
          scene.assertNothingLeftInClear();
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "250 2.0.0 queued / 250 2.0.0 queued",
    "250 2.0.0 queued / 550 5.7.1 no",
    "250 2.0.0 queued / 421 4.3.2 bye",
    "250 2.0.0 queued / {raw 2}"
  })
  void octetsBehindTheLastReplyEndTheConnection(String script) throws IOException {
    for (Transfer transfer : Transfer.values()) {
      try (HostileScene scene = new HostileScene(transfer)) {
        scene.host().on(Cue.END_OF_CONTENT, HostileScript.parse(script));
        // Where the chunk went unasked, nobody can say which reply is the one to it.
        assertThat(summaries(scene.send(1)))
            .containsExactly(
                transfer == Transfer.DATA ? "ACCEPTED 2.0.0" : "IN_DOUBT PROTOCOL_VIOLATION 4.5.0");
        scene.mx().onDefault(Cue.END_OF_CONTENT);
        RecipientOutcome next = scene.send(1).get(0);
        assertThat(next.isAccepted()).as("%s", next).isTrue();
        assertThat(next.trace().attempts().get(0).isOnReusedConnection()).isFalse();
        scene.assertNothingLeftInClear();
      }
    }
  }

  private static List<String> summaries(List<RecipientOutcome> outcomes) {
    return outcomes.stream().map(HostileScene::summary).toList();
  }
}
