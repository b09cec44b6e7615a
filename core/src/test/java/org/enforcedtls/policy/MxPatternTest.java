package org.enforcedtls.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.enforcedtls.address.Domain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MxPatternTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "*", "*.", "*.*.example", "a.*.example", "*a.example", "192.0.2.1"})
  void whatIsNoPatternIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MxPattern.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          mx.fi.example,  xmx.fi.example,   false
          mx.fi.example,  a.mx.fi.example,  false
          mx.fi.example,  fi.example,       false
          *.fi.example,   fi.example,       false
          *.fi.example,   a.b.fi.example,   false
          *.fi.example,   xfi.example,      false
          mx.fi.example,  MX.fi.example.,   true
          *.fi.example,   mx.FI.example,    true
          *.bücher.example, mx.xn--bcher-kva.example, true
          """)
  void wildcardMatchesExactlyOneLabel(String pattern, String host, boolean matches) {
    assertThat(MxPattern.of(pattern).matches(Domain.of(host))).isEqualTo(matches);
  }
}
