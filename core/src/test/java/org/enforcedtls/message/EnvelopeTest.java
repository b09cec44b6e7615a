package org.enforcedtls.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  @Test
  void envelopeWithoutRecipientIsRefused() {
    assertThatIllegalStateException().isThrownBy(() -> Envelope.from("a@x.test").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\r\nb", "a\u0000", "å", "\t"})
  void dsnParametersThatAreNotPrintableAsciiAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Envelope.from("").envelopeId(text));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipient.of("a@x.test").withOriginalRecipient(text));
  }

  @Test
  void neverExcludesTheOtherWishes() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Recipient.of("a@x.test").withNotify(Set.of(DsnNotify.NEVER, DsnNotify.DELAY)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipient.of("a@x.test").withNotify(Set.of()));
  }

  @Test
  void dsnParametersAreEncodedAsXtext() {
    Envelope envelope = Envelope.from("").to("a@x.test").envelopeId("a+b=c d").build();
    assertThat(envelope.envelopeIdParameter()).contains("a+2Bb+3Dc+20d");
    Recipient recipient =
        Recipient.of("a@x.test")
            .withOriginalRecipient("\"a b\"@x.test")
            .withNotify(Set.of(DsnNotify.DELAY, DsnNotify.SUCCESS));
    assertThat(recipient.originalRecipientParameter()).contains("rfc822;\"a+20b\"@x.test");
    assertThat(recipient.notifyParameter()).contains("SUCCESS,DELAY");
  }

  @Test
  void aMailboxStandsOnceInTheCallersOrder() {
    Envelope envelope =
        Envelope.from("a@x.test").to("c@z.test").to("b@y.test").to("c@Z.test").build();
    assertThat(envelope.recipients())
        .extracting(Object::toString)
        .containsExactly("c@z.test", "b@y.test");
  }
}
