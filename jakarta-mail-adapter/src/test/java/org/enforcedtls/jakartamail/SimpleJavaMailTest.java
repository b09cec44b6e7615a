package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import java.io.IOException;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

class SimpleJavaMailTest {
  private final MailScene scene = new MailScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void mailerWithEnforcedSessionDeliversInsideTls() {
    send(mailerFor(scene.session()), email("inbox@fi.example").buildEmail());

    ReceivedMessage received = scene.fi().messages().get(0);
    assertThat(received.protection()).isEqualTo(Protection.TLS);
    assertThat(received.reversePath().address()).isEqualTo("reports@bank.example");
  }

  @Test
  void addressForBouncesIsTheReversePath() {
    Email email = email("inbox@fi.example").withBounceTo("bounces@bank.example").buildEmail();
    send(mailerFor(scene.session()), email);

    assertThat(scene.fi().messages().get(0).reversePath().address())
        .isEqualTo("bounces@bank.example");
  }

  @Test
  void blindCopyArrivesAndIsNotTold() {
    send(
        mailerFor(scene.session()),
        email("inbox@fi.example").bcc("hidden@fi.example").buildEmail());

    ReceivedMessage received = scene.fi().messages().get(0);
    assertThat(received.recipients()).hasSize(2);
    assertThat(received.contentText()).doesNotContain("hidden");
  }

  @Test
  void propertiesOfTheMailerLeadNowhereElse() throws IOException {
    try (ScriptedMx relay = ScriptedMx.builder().start()) {
      Mailer mailer =
          MailerBuilder.usingSession(scene.session())
              .withProperty("mail.transport.protocol", "smtp")
              .withProperty("mail.transport.protocol.rfc822", "smtp")
              .withProperty("mail.smtp.host", relay.address().getHostString())
              .withProperty("mail.smtp.port", String.valueOf(relay.address().getPort()))
              .trustingAllHosts(true)
              .buildMailer();
      mailer.testConnection();
      send(mailer, email("inbox@fi.example").buildEmail());

      assertThat(scene.fi().messages()).hasSize(1);
      assertThat(relay.connections()).isEmpty();
      EnforcedTlsSessions.verify(mailer.getSession());
    }
  }

  @Test
  void failureCarriesTheReportAsItsCause() {
    scene.mx("stripped.example", MailScene.good().fault(MxFault.NO_STARTTLS));
    Email email = email("inbox@stripped.example").buildEmail();

    assertThatThrownBy(() -> send(mailerFor(scene.session()), email))
        .cause()
        .isInstanceOfSatisfying(
            EnforcedTlsSendFailedException.class,
            e ->
                assertThat(e.report().outcomes().get(0).conclusion())
                    .isEqualTo(Conclusion.TRANSIENT));
  }

  private static void send(Mailer mailer, Email email) {
    mailer.sendMail(email).join();
  }

  private static Mailer mailerFor(Session session) {
    return MailerBuilder.usingSession(session).buildMailer();
  }

  private static EmailPopulatingBuilder email(String to) {
    return EmailBuilder.startingBlank()
        .from("reports@bank.example")
        .to(to)
        .withSubject("Quarterly figures")
        .withPlainText("For your eyes only.");
  }
}
