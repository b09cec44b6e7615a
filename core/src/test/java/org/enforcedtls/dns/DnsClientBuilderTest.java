package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsClientBuilderTest {
  private final DnsClientBuilder builder = DnsClient.builder();

  @Test
  void emptyListOfResolversIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> builder.resolvers(List.of()));
  }

  @Test
  void resolverIsAnAddressAndNoName() {
    InetSocketAddress name = InetSocketAddress.createUnresolved("resolver.example", 53);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.resolvers(List.of(name)))
        .withMessage("expected the IP address of a resolver, found the name resolver.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.001S", "PT2562047788015215H"})
  void timeoutsAreMoreThanZeroAndAtMostAnHour(Duration timeout) {
    assertThatIllegalArgumentException().isThrownBy(() -> builder.queryTimeout(timeout));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.totalTimeout(timeout));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 11})
  void roundsAreOneToTen(int rounds) {
    assertThatIllegalArgumentException().isThrownBy(() -> builder.rounds(rounds));
  }

  @Test
  void totalTimeBelowThatOfAQueryIsRefused() {
    builder.totalTimeout(Duration.ofSeconds(4));
    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessage("expected queryTimeout <= totalTimeout, found PT5S and PT4S");
  }

  @Test
  void nothingNeedsToBeSet() {
    assertThat(builder.build()).isNotNull();
  }
}
