package org.enforcedtls.queue.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.RecipientOutcome.PermanentFailure;
import org.enforcedtls.outcome.RecipientOutcome.Trace;
import org.enforcedtls.outcome.RecipientOutcome.TransientFailure;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationFindingTest {
  private static final Mailbox RECIPIENT = Mailbox.of("a@fi.example");
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final Claim CLAIM = new Claim("c", Domain.of("fi.example"), NOW, List.of());

  /** A failure whose hosts failed for these causes, one each. */
  private static RecipientOutcome failure(CauseCode decisive, CauseCode... hosts) {
    List<Attempt> attempts =
        List.of(hosts).stream()
            .map(
                code ->
                    Attempt.builder(Domain.of("mx.fi.example"), 10, NOW)
                        .causes(List.of(Cause.of(code, "x")))
                        .build())
            .toList();
    return new TransientFailure(
        RECIPIENT,
        EnhancedStatusCode.of("4.4.1"),
        Cause.of(decisive, "x"),
        new Trace(Optional.empty(), attempts));
  }

  private static Reach reachOf(RecipientOutcome... outcomes) {
    DestinationFinding finding = new DestinationFinding();
    for (RecipientOutcome outcome : outcomes) {
      finding.add(Optional.empty(), outcome);
    }
    return finding.endOf(CLAIM).reach();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          CONNECT_FAILED,        CONNECT_FAILED,        DOWN
          CONNECTION_LOST,       CONNECTION_LOST,       DOWN
          TIMED_OUT,             TIMED_OUT,             DOWN
          STARTTLS_NOT_OFFERED,  STARTTLS_NOT_OFFERED,  DOWN
          CERTIFICATE_EXPIRED,   CERTIFICATE_EXPIRED,   DOWN
          CERTIFICATE_EXPIRED,   CONNECT_FAILED,        DOWN
          POLICY_UNAVAILABLE,    ,                      DOWN
          DNS_UNAVAILABLE,       ,                      DOWN
          REPLY_TRANSIENT,       REPLY_TRANSIENT,       REACHED
          CONNECT_FAILED,        REPLY_TRANSIENT,       REACHED
          SIZE_EXCEEDED,         SIZE_EXCEEDED,         REACHED
          CONTENT_REFUSED,       ,                      REACHED
          MX_NOT_AUTHENTICATED,  MX_NOT_AUTHENTICATED,  UNTRIED
          CONNECT_FAILED,        MX_NOT_AUTHENTICATED,  UNTRIED
          REQUIRETLS_UNSUPPORTED, REQUIRETLS_UNSUPPORTED, REACHED
          CANCELLED,             ,                      UNTRIED
          CANCELLED,             CONNECT_FAILED,        UNTRIED
          DEADLINE_EXCEEDED,     ,                      UNTRIED
          """)
  void onlyWhatFailsBeforeMailIsOfTheDestination(CauseCode decisive, String host, Reach expected) {
    RecipientOutcome outcome =
        host == null ? failure(decisive) : failure(decisive, CauseCode.valueOf(host));
    assertThat(reachOf(outcome)).isEqualTo(expected);
  }

  @Test
  void oneMessageThatGetsThroughIsEnough() {
    RecipientOutcome down = failure(CauseCode.CONNECT_FAILED, CauseCode.CONNECT_FAILED);
    RecipientOutcome refused =
        new PermanentFailure(
            RECIPIENT,
            EnhancedStatusCode.of("5.1.1"),
            Cause.of(CauseCode.REPLY_PERMANENT, "x"),
            new Trace(Optional.empty(), List.of()));
    assertThat(reachOf(down, refused)).isEqualTo(Reach.REACHED);
    assertThat(reachOf(refused, down)).isEqualTo(Reach.REACHED);
    assertThat(reachOf(down, down)).isEqualTo(Reach.DOWN);
    assertThat(reachOf()).isEqualTo(Reach.UNTRIED);
  }

  @Test
  void mailThatPassesOverWhatIsPublishedSaysNothing() {
    DestinationFinding finding = new DestinationFinding();
    finding.add(
        Optional.of(TlsWish.TLS_REQUIRED_NO),
        failure(CauseCode.CONNECT_FAILED, CauseCode.CONNECT_FAILED));
    assertThat(finding.endOf(CLAIM).reach()).isEqualTo(Reach.UNTRIED);
    assertThat(finding.endOf(CLAIM).demand()).isEmpty();
  }

  @Test
  void causeOfTheFirstFailureIsThatOfTheDestination() {
    DestinationFinding finding = new DestinationFinding();
    finding.add(
        Optional.of(TlsWish.REQUIRETLS),
        failure(CauseCode.CERTIFICATE_EXPIRED, CauseCode.CERTIFICATE_EXPIRED));
    assertThat(finding.endOf(CLAIM).trouble().orElseThrow().cause().code())
        .isEqualTo(CauseCode.CERTIFICATE_EXPIRED);
  }
}
