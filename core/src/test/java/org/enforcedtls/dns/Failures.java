package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

/** What every answer of a look-up that failed has in common. */
final class Failures {
  private Failures() {}

  static void assertFailed(DnsAnswer<?> answer, LookupFault fault, String detail) {
    assertThat(answer.failure())
        .hasValueSatisfying(
            failed -> {
              assertThat(failed.fault()).isEqualTo(fault);
              assertThat(failed.detail()).contains(detail);
            });
    assertThat(answer.records()).isEmpty();
    assertThat(answer.isNameNotFound()).isFalse();
    assertThat(answer.timeToLive()).isZero();
  }
}
