package org.enforcedtls.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "4", "4.7", "3.7.5", "6.1.1", "4.07.5", "4.7.1000", "4.7.5 x", "4.7.5."})
  void whatIsNoEnhancedStatusCodeIsNotRead(String text) {
    assertThat(EnhancedStatusCode.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> EnhancedStatusCode.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          550, 5.1.1 no such user, 5.1.1
          550, 5.1.1,              5.1.1
          550, 4.2.1 later,
          250, 5.0.0 odd,
          450, later,
          """)
  void enhancedStatusCodeIsBelievedOnlyIfItsClassAgrees(int code, String text, String status) {
    assertThat(new Reply(code, List.of(text)).enhancedStatusCode())
        .isEqualTo(
            status == null
                ? java.util.Optional.empty()
                : java.util.Optional.of(EnhancedStatusCode.of(status)));
  }

  @Test
  void codeOutsideItsRangeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Reply(199, List.of("")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Reply(600, List.of("")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Reply(250, List.of()));
  }
}
