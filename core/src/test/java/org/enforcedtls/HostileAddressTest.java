package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.MxConnection;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that want to be more than addresses, and those that only look so. */
@Timeout(60)
class HostileAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\rb",
        "a\\nb",
        "a\\r\\nRCPT TO:<v",
        "a>\\r\\nDATA\\r\\n",
        "a\\0",
        "\\0a",
        "\"a\\rb\"",
        "\"a\\nb\"",
        "\"a\\\\\\rb\"",
        "\"a\\0b\"",
        "\"a\u007fb\"",
        "\"a\u0085b\"",
        "a\u0085b",
        "a b",
        "<a",
        "a>",
        "a> SIZE=1",
        "\"a",
        "a\"",
        "\"\"a\"",
        ""
      })
  void whatCouldEndACommandNeverBecomesAPath(String escaped) {
    String text = escaped.translateEscapes();
    for (String address :
        List.of(text + "@fi.example", text.isEmpty() ? "a@" : "a@fi" + text + ".example")) {
      assertThatIllegalArgumentException()
          .as("%s", address)
          .isThrownBy(() -> Envelope.from("").to(address));
      assertThatIllegalArgumentException().isThrownBy(() -> Envelope.from(address));
      assertThatIllegalArgumentException().isThrownBy(() -> Recipient.of(address));
      assertThatIllegalArgumentException().isThrownBy(() -> ReversePath.of(address));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EnforcedTlsClient.builder(text.isEmpty() ? text : "mail" + text + ".test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a b\"",
        "\"a>b\"",
        "\"<a\"",
        "\"a> SIZE=1 X\"",
        "\"a\\\\\"b\"",
        "\"a\\\\\\\\\"",
        "\"a@b\"",
        "\".a..b.\"",
        "\"\"",
        "UPPER.lower",
        "a'b`{|}~!#$%&*+/=?^_-",
        "\u00e5ke",
        "\"\u00e5 b>\"",
        "\u4e2d\u6587"
      })
  void oddLocalPartsReachTheHostToTheLetterAndNothingElseDoes(String escaped) throws IOException {
    String address =
        escaped.replace("\\\\", "\0").translateEscapes().replace('\0', '\\') + "@fi.example";
    for (Transfer transfer : Transfer.values()) {
      try (HostileScene scene = new HostileScene(transfer)) {
        OutgoingMail mail =
            new OutgoingMail(
                Envelope.from(address).to(address).to("plain@fi.example").build(),
                MailContent.ofOctets(Scene.CONTENT.getBytes(UTF_8)));
        assertThat(scene.send(List.of(mail, mail))).allMatch(RecipientOutcome::isAccepted);
        assertThat(scene.mx().messages())
            .allMatch(message -> message.reversePath().address().equals(address))
            .flatExtracting(ReceivedMessage::recipients)
            .extracting(path -> path.address())
            .containsOnly(address, "plain@fi.example")
            .hasSize(4);
        MxConnection connection = scene.mx().connections().get(0);
        assertThat(connection.verbs())
            .containsOnly("EHLO", "STARTTLS", "MAIL", "RCPT", transfer.name());
        scene.assertNothingLeftInClear();
      }
    }
  }

  @Test
  void internationalLocalPartNeverGoesToAHostWithoutSmtpUtf8() throws IOException {
    try (HostileScene scene = new HostileScene(Transfer.BDAT)) {
      scene.host().capabilitiesInTls("PIPELINING", "CHUNKING", "8BITMIME");
      OutgoingMail mail = HostileScene.mail("\u00e5ke@fi.example", "b@fi.example");
      List<RecipientOutcome> outcomes = scene.send(List.of(mail, mail));
      assertThat(outcomes)
          .extracting(HostileScene::summary)
          .containsExactly(
              "PERMANENT SMTPUTF8_UNSUPPORTED 5.6.7",
              "ACCEPTED 2.0.0",
              "PERMANENT SMTPUTF8_UNSUPPORTED 5.6.7",
              "ACCEPTED 2.0.0");
      assertThat(scene.mx().connections().get(0).commands())
          .extracting(command -> command.line())
          .noneMatch(line -> line.chars().anyMatch(c -> c > 126));
    }
  }
}
