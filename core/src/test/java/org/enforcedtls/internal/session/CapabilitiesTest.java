package org.enforcedtls.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {
  /** U+017F LONG S and U+0131 DOTLESS I become S and I in upper case. */
  @Test
  void letterThatFoldsIntoAsciiMakesNoKeyword() {
    Capabilities offered = offered("\u017FTARTTLS", "P\u0131PELINING", "D\u017FN");
    assertThat(offered.offersStarttls()).isFalse();
    assertThat(offered.offersPipelining()).isFalse();
    assertThat(offered.offersDsn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "XSTARTTLS, false",
    "STARTTLSX, false",
    "X STARTTLS, false",
    "'', false",
    "STARTTLS, true",
    "starttls, true",
    "' StartTLS x', true"
  })
  void extensionIsOfferedWhereALineBeginsWithItsKeyword(String line, boolean isOffered) {
    assertThat(offered(line).offersStarttls()).isEqualTo(isOffered);
  }

  @Test
  void greetingOffersNothing() {
    assertThat(Capabilities.of(new Reply(250, List.of("STARTTLS"))).offersStarttls()).isFalse();
  }

  private static Capabilities offered(String... lines) {
    List<String> all = new ArrayList<>(List.of("mx.example"));
    all.addAll(List.of(lines));
    return Capabilities.of(new Reply(250, all));
  }
}
