package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NameMatcherFuzzTest {
  static Stream<Arguments> names() {
    return Stream.of(
        arguments("post.fi.example", "post.fi.example"),
        arguments("*.fi.example.", "POST.fi.example"),
        arguments("*.example", "fi.example"),
        arguments("xn--bcher-kva.example", "b\u00FCcher.example"),
        arguments("a.*.example", "a.b.example"),
        arguments("192.0.2.1", "a1.example"),
        arguments("mil\u212A.example", "milk.example"));
  }

  @MethodSource("names")
  @FuzzTest
  void namesMatchIfAndOnlyIfTheirLabelsDo(@NotNull String presented, @NotNull String reference) {
    domain(reference).ifPresent(host -> assertAgreement(presented, host));
    // Most pairs have nothing in common: so the reference is presented too, and with one label
    // less.
    domain(reference).ifPresent(host -> assertAgreement(reference, host));
    domain(reference)
        .flatMap(Domain::parent)
        .ifPresent(parent -> assertAgreement("*." + parent.aLabels(), Domain.of(reference)));
  }

  private static void assertAgreement(String presented, Domain host) {
    assertThat(NameMatcher.matches(presented, host))
        .as("%s for %s", presented, host)
        .isEqualTo(PlainNames.matches(presented, host.aLabels()));
  }

  private static Optional<Domain> domain(String text) {
    try {
      return Optional.of(Domain.of(text));
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }
}
