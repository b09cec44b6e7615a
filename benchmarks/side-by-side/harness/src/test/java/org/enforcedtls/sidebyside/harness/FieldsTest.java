package org.enforcedtls.sidebyside.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  @Test
  void numbersAreReadByName() {
    Fields fields = Fields.parse("{\"messages\":20,\"seconds\":0.250}");

    assertThat(fields.integer("messages")).isEqualTo(20);
    assertThat(fields.number("seconds")).isEqualTo(0.25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "Exception in thread main",
        "{\"messages\":20",
        "{\"messages\":\"20\"}",
        "{\"messages\":20,}",
        "{\"messages\":20} and more",
        "{\"messages\":1e3}"
      })
  void otherLinesAreRefused(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Fields.parse(line));
  }

  @Test
  void numberThatIsNotThereIsNotZero() {
    Fields fields = Fields.parse("{\"messages\":20}");

    assertThatIllegalArgumentException().isThrownBy(() -> fields.number("turns"));
  }

  @Test
  void whatWasCountedSinceIsTheDifference() {
    Fields before = Fields.parse("{\"turns\":5,\"messages\":1}");
    Fields after = Fields.parse("{\"turns\":9,\"messages\":2}");

    assertThat(after.since(before, "sink_").members())
        .isEqualTo("\"sink_turns\":4,\"sink_messages\":1");
  }
}
