package org.enforcedtls.policy.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.policy.mtasts.ScriptedDomain.DOMAIN;

import java.time.Duration;
import org.enforcedtls.policy.PolicyAnswer;
import org.junit.jupiter.api.Test;

/** A clock that was ahead and is set back, as by the first answer of a time server after a boot. */
class ClockSetBackTest {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int WEEK = 604_800;

  private final ScriptedDomain domain = new ScriptedDomain();
  private final MtaStsSource source = domain.source(PolicyCache.inMemory());

  @Test
  void absenceStandsNoLongerThanUntilTheClockIsSetBack() {
    assertThat(source.policyFor(DOMAIN)).isInstanceOf(PolicyAnswer.Absent.class);
    domain.announces("v=STSv1; id=1;").serves("enforce", WEEK).passes(YEAR.negated());
    assertThat(source.policyFor(DOMAIN)).isInstanceOf(PolicyAnswer.Found.class);
  }

  @Test
  void policyStandsNoLongerThanUntilTheClockIsSetBackAndIsLookedAtAnew() {
    domain.announces("v=STSv1; id=1;").serves("enforce", WEEK);
    assertThat(source.policyFor(DOMAIN)).isInstanceOf(PolicyAnswer.Found.class);
    domain.announces("v=STSv1; id=2;").serves("none", WEEK).passes(YEAR.negated());
    assertThat(source.policyFor(DOMAIN)).isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(domain.fetches()).isEqualTo(2);
  }
}
