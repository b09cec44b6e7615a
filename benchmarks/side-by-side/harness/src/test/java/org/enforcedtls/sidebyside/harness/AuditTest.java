package org.enforcedtls.sidebyside.harness;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
  private static final Work WORK = new Work(10, 2, 4, 1, 3, 1000);
  private static final Fields CLAIMED = Fields.parse("{\"warmUp\":4,\"messages\":20}");
  private static final Fields COUNTED =
      Fields.parse(
          "{\"messages\":24,\"recipients\":72,\"octets\":24000,\"refused\":0,"
              + "\"failedHandshakes\":0,\"resumedHandshakes\":0}");

  @Test
  void claimThatTheSinkConfirmsPasses() {
    assertThatCode(() -> new Audit(WORK, true).check(CLAIMED, COUNTED)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          messages, 23
          messages, 25
          recipients, 71
          recipients, 24
          octets, 23000
          refused, 1
          failedHandshakes, 1
          resumedHandshakes, 1
          """)
  void otherCountIsAFailure(String name, double found) {
    assertThatIOException()
        .isThrownBy(() -> new Audit(WORK, true).check(CLAIMED, COUNTED.with(name, found)));
  }

  @Test
  void claimOfFewerMessagesThanAskedForIsAFailure() {
    assertThatIOException()
        .isThrownBy(
            () ->
                new Audit(WORK, true)
                    .check(CLAIMED.with("messages", 19), COUNTED.with("messages", 23)));
  }

  @Test
  void sessionsMayBeResumedWhereHostsAreMetAgain() {
    assertThatCode(
            () -> new Audit(WORK, false).check(CLAIMED, COUNTED.with("resumedHandshakes", 5)))
        .doesNotThrowAnyException();
  }
}
