package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session does that is not, or no longer, enforced, and who finds out. */
class UnenforcedSessionTest {
  private final MailScene scene = new MailScene();
  private final ScriptedMx relay = startRelay();

  @AfterEach
  void close() {
    relay.close();
    scene.close();
  }

  /** Without it, "nothing came" would prove nothing. */
  @Test
  void messageOfPlainSessionLeavesInClear() throws MessagingException {
    Transport.send(MailScene.message(Session.getInstance(towardsRelay()), "inbox@fi.example"));

    assertThat(relay.messages()).hasSize(1);
    assertThat(relay.messages().get(0).protection()).isEqualTo(Protection.CLEAR);
  }

  @Test
  void messageOfPlainSessionIsFoundOut() throws MessagingException {
    Session enforced = scene.session();
    Session plain = Session.getInstance(towardsRelay());
    MimeMessage stranger = MailScene.message(plain, "inbox@fi.example");

    assertThatIllegalStateException()
        .isThrownBy(() -> EnforcedTlsSessions.verify(stranger))
        .withMessageContaining("found one without client");
    assertThatIllegalStateException().isThrownBy(() -> EnforcedTlsSessions.verify(plain));
    EnforcedTlsSessions.verify(MailScene.message(enforced, "inbox@fi.example"));
  }

  @Test
  void messageWithoutSessionIsFoundOut() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EnforcedTlsSessions.verify(new MimeMessage((Session) null)))
        .withMessageContaining("leaves by Session.getDefaultInstance");
  }

  @Test
  void copyOfMessageForPlainSessionIsFoundOut() throws MessagingException, IOException {
    MimeMessage message = MailScene.message(scene.session(), "inbox@fi.example");
    message.saveChanges();
    MimeMessage copy =
        MailScene.parsed(
            Session.getInstance(towardsRelay()),
            new String(MailScene.written(message), StandardCharsets.UTF_8));
    assertThatIllegalStateException().isThrownBy(() -> EnforcedTlsSessions.verify(copy));
    EnforcedTlsSessions.verify(new MimeMessage(message));
  }

  @Test
  void textOfTheClientPropertyIsNoClient() {
    Properties properties = new Properties();
    scene
        .session()
        .getProperties()
        .forEach((name, value) -> properties.setProperty(name.toString(), value.toString()));
    Session copy = Session.getInstance(properties);

    assertThatIllegalStateException().isThrownBy(() -> EnforcedTlsSessions.verify(copy));
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> Transport.send(MailScene.message(copy, "inbox@fi.example")))
        .withMessageContaining("make the session by EnforcedTlsSessions.enforce");
    assertThat(relay.connections()).isEmpty();
  }

  @Test
  void sessionWithTheWholePropertiesOfAnEnforcedOneIsEnforced() throws MessagingException {
    Session copy = Session.getInstance(scene.session(towardsRelay()).getProperties());
    EnforcedTlsSessions.verify(copy);
    Transport.send(MailScene.message(copy, "inbox@fi.example"));

    assertThat(scene.fi().messages()).hasSize(1);
    assertThat(relay.connections()).isEmpty();
  }

  @Test
  void protocolAloneDoesNotEnforceASession() throws MessagingException {
    Properties properties = towardsRelay();
    properties.setProperty("mail.transport.protocol", EnforcedTlsProvider.PROTOCOL);
    Session session = Session.getInstance(properties);

    assertThatIllegalStateException().isThrownBy(() -> EnforcedTlsSessions.verify(session));
    Transport transport = session.getTransport();
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(transport::connect)
        .withMessageContaining("make the session by EnforcedTlsSessions.enforce");
    // Transport.send goes by the type of the address.
    Transport.send(MailScene.message(session, "inbox@fi.example"));
    assertThat(relay.messages()).hasSize(1);
  }

  private Properties towardsRelay() {
    return MailScene.properties(
        "mail.smtp.host",
        relay.address().getHostString(),
        "mail.smtp.port",
        String.valueOf(relay.address().getPort()));
  }

  private static ScriptedMx startRelay() {
    try {
      return ScriptedMx.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
