package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MxSetTest {
  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                 false
          10 .,               false
          0 mx.fi.example,    false
          0 .|10 mx.example,  false
          0 mx.example|0 .,   false
          0 .|10 .,           false
          0 .,                true
          0 .|0 .,            true
          """)
  void nullMxIsTheSoleRecordWithPreferenceZero(String records, boolean nullMx) {
    assertThat(set(records).isNullMx()).isEqualTo(nullMx);
  }

  @Test
  void nullMxHasNeitherHostsNorUnusableRecords() {
    MxSet set = set("0 .");
    assertThat(set.hosts(random)).isEmpty();
    assertThat(set.unusable()).isEmpty();
  }

  @Test
  void nullRecordBesideRealOnesIsIgnored() {
    MxSet set = set("0 .|10 mx.fi.example");
    assertThat(set.hosts(random)).containsExactly(host(10, "mx.fi.example"));
    assertThat(set.unusable())
        .containsExactly(
            new MxSet.Unusable(
                new MxRecord(0, "."), "a null MX has preference 0 and no record beside it"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          192.0.2.1,        as in an IP address
          2001:db8::1,      expected labels
          [192.0.2.1],      expected labels
          mx\\032.example,   expected labels
          a\\.b.example,     expected labels
          *.fi.example,     expected labels
          -mx.fi.example,   expected labels
          m\\195\\164.example, expected labels
          mx..example,      expected labels
          """)
  void exchangeThatIsNoHostNameIsUnusable(String exchange, String reason) {
    MxSet set = MxSet.of(List.of(new MxRecord(5, exchange)));
    assertThat(set.hosts(random)).isEmpty();
    assertThat(set.isNullMx()).isFalse();
    assertThat(set.unusable())
        .singleElement()
        .satisfies(
            unusable -> {
              assertThat(unusable.mx().exchange()).isEqualTo(exchange);
              assertThat(unusable.reason()).contains(reason);
            });
  }

  @Test
  void hostsComeByPreference() {
    assertThat(set("30 c.example|10 a.example|65535 d.example|20 b.example").hosts(random))
        .containsExactly(
            host(10, "a.example"),
            host(20, "b.example"),
            host(30, "c.example"),
            host(65535, "d.example"));
  }

  @Test
  void hostNamedTwiceCountsOnceWithItsLowestPreference() {
    assertThat(set("20 mx.example|10 MX.example|15 b.example").hosts(random))
        .containsExactly(host(10, "mx.example"), host(15, "b.example"));
  }

  @Test
  void equalsAreDrawnAnewAndNeverCrossAPreference() {
    MxSet set = set("10 a.example|10 b.example|10 c.example|5 first.example|20 last.example");
    Set<List<String>> orders =
        IntStream.range(0, 200)
            .mapToObj(i -> set.hosts(random).stream().map(h -> h.name().aLabels()).toList())
            .collect(Collectors.toSet());
    assertThat(orders)
        .hasSize(6)
        .allSatisfy(
            order -> assertThat(order).startsWith("first.example").endsWith("last.example"));
  }

  @Test
  void theDrawFollowsTheGenerator() {
    MxSet set = set("10 a.example|10 b.example|10 c.example|10 d.example");
    assertThat(set.hosts(new Random(7))).isEqualTo(set.hosts(new Random(7)));
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536"})
  void preferenceOutsideSixteenBitsIsRefused(int preference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MxRecord(preference, "mx.example"))
        .withMessage("preference must be 0 to 65535, not " + preference);
    assertThatIllegalArgumentException().isThrownBy(() -> host(preference, "mx.example"));
  }

  private static MxHost host(int preference, String name) {
    return new MxHost(preference, Domain.of(name));
  }

  /** Reads records such as {@code 10 a.example|20 b.example}. */
  private static MxSet set(String records) {
    return MxSet.of(
        Stream.of(records.split("\\|"))
            .filter(record -> !record.isEmpty())
            .map(record -> record.split(" "))
            .map(parts -> new MxRecord(Integer.parseInt(parts[0]), parts[1]))
            .toList());
  }
}
