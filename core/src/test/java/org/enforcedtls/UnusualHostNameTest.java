package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the DNS lets an MX host have, and that host names should not be. */
class UnusualHostNameTest {
  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx_1.odd.example", "_mx.odd.example", "1_.odd.example"})
  void nameThatIsNoHostNameEndsInAnOutcome(String name) throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    ScriptedMx odd =
        scene.mx(
            "odd.example",
            10,
            name,
            "192.0.2.2",
            ScriptedMx.builder().hostName(name).certificate(scene.ca().issue("*.odd.example")));
    DeliveryReport report = scene.deliver("a@fi.example", "b@odd.example", "c@fi.example");
    assertThat(report.outcomes())
        .extracting(RecipientOutcome::conclusion)
        .doesNotContain(Conclusion.PERMANENT);
    assertThat(report.outcomes().get(0).isAccepted()).isTrue();
    assertThat(report.outcomes().get(2).isAccepted()).isTrue();
    assertThat(odd.connections().get(0).verbs()).startsWith("EHLO", "STARTTLS");
  }
}
