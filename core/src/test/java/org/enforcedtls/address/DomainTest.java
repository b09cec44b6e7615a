package org.enforcedtls.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".fi.example",
        "fi example",
        "fi.example\r",
        "fi\u0000.example",
        "-fi.example",
        "fi-.example",
        "192.0.2.1",
        "1.2",
        "[192.0.2.1]",
        "2001:db8::1",
        "*.example",
        "straße.example",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm.example"
      })
  void whatIsNoDomainNameIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Domain.of(text))
        .withMessageContaining("domain ");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          fi.example,            fi.example
          FI.Example.,           fi.example
          bücher.example,        xn--bcher-kva.example
          BÜCHER.example,        xn--bcher-kva.example
          xn--bcher-kva.example, xn--bcher-kva.example
          3com.example,          3com.example
          a_b.example,           a_b.example
          localhost,             localhost
          """)
  void namesAreHeldAsLowerCaseALabels(String text, String aLabels) {
    assertThat(Domain.of(text)).isEqualTo(Domain.of(aLabels)).hasToString(aLabels);
  }

  @Test
  void nameOver253OctetsIsRefused() {
    String name = "a.".repeat(126) + "ab";
    assertThatIllegalArgumentException().isThrownBy(() -> Domain.of(name));
    assertThat(Domain.of("a.".repeat(126) + "a").labels()).hasSize(127);
  }

  @Test
  void uLabelsAreForPeople() {
    assertThat(Domain.of("xn--bcher-kva.example").uLabels()).isEqualTo("bücher.example");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          fi.example,     fi.example, false
          xfi.example,    fi.example, false
          example,        fi.example, false
          a.fi.example,   fi.example, true
          b.a.fi.example, fi.example, true
          """)
  void belowMeansWholeLabelsMore(String name, String ancestor, boolean below) {
    assertThat(Domain.of(name).isBelow(Domain.of(ancestor))).isEqualTo(below);
  }
}
