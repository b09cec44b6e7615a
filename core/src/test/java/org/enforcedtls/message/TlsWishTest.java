package org.enforcedtls.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsWishTest {
  @Test
  void envelopeSaysNothingUnlessAsked() {
    Envelope.Builder envelope = Envelope.from("a@x.test").to("b@y.test");
    assertThat(envelope.build().tlsWish()).isEmpty();
    assertThat(envelope.tlsWish(TlsWish.REQUIRETLS).build().tlsWish()).contains(TlsWish.REQUIRETLS);
  }

  @ParameterizedTest
  @EnumSource
  void wishIsFoundByItsWord(TlsWish wish) {
    assertThat(TlsWish.of(wish.configName())).isEqualTo(wish);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "REQUIRETLS", "no", "tls-required"})
  void otherWordsAreRefused(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlsWish.of(word))
        .withMessage("expected requiretls or tls-required-no, found " + word);
  }

  /** In the words of the table {@code ~} is a line end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          TLS-Required: No~~body                       | true
          From: a@x.test~TLS-Required: No~To: b@y.test~~body | true
          tls-required:no~~                            | true
          TLS-REQUIRED : NO                            | true
          TLS-Required:~ No~~                          | true
          `TLS-Required: No ~~`                        | true
          TLS-Required: Yes~~                          | false
          TLS-Required:~~                              | false
          TLS-Required: No way~~                       | false
          TLS-Required: N~ o~~                         | false
          TLS-Required: No (really)~~                  | false
          TLS-Required: "No"~~                         | false
          TLS-Required: No~TLS-Required: No~~          | false
          TLS-Required: No~TLS-Required: Yes~~         | false
          TLS-Required: No~tls-required: no~~          | false
          X-TLS-Required: No~~                         | false
          TLS-Required-X: No~~                         | false
          TLS-Required No~~                            | false
          Subject: x~ TLS-Required: No~~               | false
          Subject: x~~TLS-Required: No~                | false
          Subject: x~no field~TLS-Required: No~~       | false
          `: x~TLS-Required: No~~`                     | false
          `~TLS-Required: No~~`                        | false
          """)
  void headerSaysNoByOneFieldWithThatValueAlone(String header, boolean saysNo) throws IOException {
    for (String lineEnd : new String[] {"\r\n", "\n", "\r"}) {
      assertThat(TlsWish.inHeaderOf(content(header.replace("~", lineEnd))).isPresent())
          .isEqualTo(saysNo);
    }
  }

  private static MailContent content(String text) {
    return MailContent.ofOctets(text.getBytes(ISO_8859_1));
  }

  @Test
  void headerThatCannotBeSeenWholeSaysNothing() throws IOException {
    String field = "TLS-Required: No\r\n";
    String rest = "X: " + "x".repeat(100) + "\r\n";
    int fitting = (TlsRequiredField.MAX_OCTETS - field.length() - 2) / rest.length();

    String whole = field + rest.repeat(fitting) + "\r\n" + rest.repeat(10);
    assertThat(TlsWish.inHeaderOf(content(whole))).contains(TlsWish.TLS_REQUIRED_NO);
    String cut = field + rest.repeat(fitting + 1) + "\r\n";
    assertThat(TlsWish.inHeaderOf(content(cut))).isEmpty();
  }

  @Test
  void contentThatCannotBeReadIsToldOf() {
    MailContent gone =
        () -> {
          throw new IOException("gone");
        };
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> TlsWish.inHeaderOf(gone));
  }
}
