package org.enforcedtls.sidebyside.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {
  @Test
  void everyScenarioHasAPeerAndANameOfItsOwn() {
    List<Peer> peers = Peers.all(Options.parse());

    assertThat(Scenarios.all())
        .allSatisfy(s -> assertThat(peers).anyMatch(peer -> peer.takesPartIn(s)))
        .extracting(Scenario::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void letterMeansAllThatBeginWithIt() {
    Options options = Options.parse("--scenario", "c,a-one-host");

    assertThat(Scenarios.all().stream().filter(options::wants).map(Scenario::name))
        .containsExactly("a-one-host", "c-fresh", "c-fresh-50", "c-reused", "c-reused-data");
  }

  @Test
  void fewerMessagesAreNeverNone() {
    for (Scenario scenario : Scenarios.all()) {
      assertThat(scenario.scaled(0.0001).work().counted()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--round", "round", "--"})
  void unknownOptionIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(name, "1"));
  }

  @Test
  void optionWithoutValueIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--rounds"));
  }
}
