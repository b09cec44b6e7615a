package org.enforcedtls.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          expected a, found b             | ''              | a | b
          CN=x: expected a, b, found none | CN=x            | a, b | none
          no answer: expected a, found "" | no answer       | a | ""
          """)
  void sentenceIsTakenApart(String text, String about, String expected, String found) {
    assertThat(Expectation.in(text)).contains(new Expectation(about, expected, found));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no answer for the MX records",
        "expected a",
        ", found b",
        "b, found a, expected c",
        "CN=x: expected a, found b: expected c, found d",
        "expected a, found b, found c"
      })
  void sentenceThatMeansSeveralThingsIsLeftWhole(String text) {
    assertThat(Expectation.in(text)).isEmpty();
  }
}
