package org.enforcedtls.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.cert.X509Certificate;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsaTest {
  private static final X509Certificate CERTIFICATE = TestCa.create("CA").certificate();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          3 1 1,  64
          2 0 1,  64
          3 0 2, 128
          """)
  void digestHasItsLength(String parameters, int digits) {
    assertThat(Tlsa.of(parameters, CERTIFICATE))
        .startsWith(parameters + " ")
        .hasSize(parameters.length() + 1 + digits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3 1", "3 1 3", "3 2 1", "3 1 1 ", "10 1 1", "3-1-1", "x 1 1"})
  void otherParametersAreRefused(String parameters) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tlsa.of(parameters, CERTIFICATE))
        .withMessageStartingWith("parameters: expected such as 3 1 1");
  }
}
