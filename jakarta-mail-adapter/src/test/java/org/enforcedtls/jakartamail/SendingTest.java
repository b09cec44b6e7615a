package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendingTest {
  private final MailScene scene = new MailScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void transportSendDeliversInsideTls() throws MessagingException {
    Transport.send(MailScene.message(scene.session(), "inbox@fi.example"));

    ReceivedMessage received = onlyMessage();
    assertThat(received.isAccepted()).isTrue();
    assertThat(received.protection()).isEqualTo(Protection.TLS);
    assertThat(received.reversePath().address()).isEqualTo("reports@bank.example");
    assertThat(received.recipients()).extracting("address").containsExactly("inbox@fi.example");
  }

  @Test
  void transportSendWithUserAndPasswordDeliversWithoutTellingThem() throws MessagingException {
    Transport.send(MailScene.message(scene.session(), "inbox@fi.example"), "user", "secret");

    assertThat(onlyMessage().protection()).isEqualTo(Protection.TLS);
    assertThat(scene.fi().connections().get(0).verbs()).doesNotContain("AUTH");
  }

  @Test
  void addressesOfTheCallAreTheEnvelopeWhateverTheHeaderSays() throws MessagingException {
    MimeMessage message = MailScene.message(scene.session(), "inbox@elsewhere.example");
    Address[] called = InternetAddress.parse("archive@fi.example");
    Transport.send(message, called);

    assertThat(onlyMessage().recipients())
        .extracting("address")
        .containsExactly("archive@fi.example");
  }

  @Test
  void hostPortUserAndPasswordOfConnectPlayNoPart() throws MessagingException {
    Session session = scene.session("mail.smtp.host", "relay.example", "mail.smtp.port", "2525");
    try (Transport transport = session.getTransport()) {
      transport.connect("relay.example", 587, "user", "secret");
      MimeMessage message = MailScene.message(session, "inbox@fi.example");
      message.saveChanges();
      transport.sendMessage(message, message.getAllRecipients());
    }
    assertThat(onlyMessage().protection()).isEqualTo(Protection.TLS);
  }

  @Test
  void messageOfAnotherSessionIsSentByTheSessionOfTheTransport() throws MessagingException {
    Session plain =
        Session.getInstance(MailScene.properties("mail.smtp.from", "other@bank.example"));
    MimeMessage message = MailScene.message(plain, "inbox@fi.example");
    message.saveChanges();
    try (Transport transport = scene.session().getTransport()) {
      transport.connect();
      transport.sendMessage(message, message.getAllRecipients());
    }
    assertThat(onlyMessage().reversePath().address()).isEqualTo("reports@bank.example");
  }

  @Test
  void oneTransportSendsManyMessages() throws MessagingException {
    Session session = scene.session();
    try (Transport transport = session.getTransport()) {
      transport.connect();
      for (int i = 0; i < 5; i++) {
        MimeMessage message = MailScene.message(session, "inbox" + i + "@fi.example");
        message.saveChanges();
        transport.sendMessage(message, message.getAllRecipients());
      }
    }
    assertThat(scene.fi().messages())
        .extracting(received -> received.recipients().get(0).address())
        .containsExactly(
            "inbox0@fi.example",
            "inbox1@fi.example",
            "inbox2@fi.example",
            "inbox3@fi.example",
            "inbox4@fi.example");
  }

  @Test
  void messageWithoutAnyRecipientIsRefusedLikeByAngus() throws MessagingException {
    Session session = scene.session();
    MimeMessage message = MailScene.message(session);
    message.saveChanges();
    try (Transport transport = session.getTransport()) {
      transport.connect();
      assertThatExceptionOfType(SendFailedException.class)
          .isThrownBy(() -> transport.sendMessage(message, new Address[0]))
          .withMessage("No recipient addresses");
    }
    assertThat(scene.fi().connections()).isEmpty();
  }

  private ReceivedMessage onlyMessage() {
    List<ReceivedMessage> messages = scene.fi().messages();
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }
}
