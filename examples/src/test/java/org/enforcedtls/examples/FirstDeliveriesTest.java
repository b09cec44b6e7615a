package org.enforcedtls.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.DeliveryReport;
import org.junit.jupiter.api.Test;

class FirstDeliveriesTest {
  @Test
  void onlyTheGoodPartnerGetsTheMessage() throws Exception {
    try (Partners partners = new Partners()) {
      DeliveryReport report = FirstDeliveries.deliver(partners);
      assertThat(report.outcomes())
          .extracting(o -> o.failure().map(Cause::code).map(code -> code.code()).orElse("-"))
          .containsExactly(
              "-",
              "starttls-not-offered",
              "certificate-expired",
              "certificate-name-mismatch",
              "certificate-untrusted",
              "tls-handshake-failed",
              "starttls-injection",
              "starttls-not-offered");
    }
  }
}
