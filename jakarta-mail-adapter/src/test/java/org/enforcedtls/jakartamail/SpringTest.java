package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.mail.Session;
import java.io.IOException;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SpringTest {
  private final MailScene scene = new MailScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void senderWithEnforcedSessionDeliversInsideTls() {
    senderFor(scene.session()).send(message("inbox@fi.example"), message("archive@fi.example"));

    assertThat(scene.fi().messages())
        .hasSize(2)
        .allMatch(received -> received.protection() == Protection.TLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp", "smtps", "smtp-enforced"})
  void settingsOfTheSenderLeadNowhereElse(String protocol) throws IOException {
    try (ScriptedMx relay = ScriptedMx.builder().start()) {
      JavaMailSenderImpl sender = senderTowards(relay);
      sender.setSession(scene.session());
      sender.setProtocol(protocol);
      sender.setUsername("user");
      sender.setPassword("secret");
      sender.getJavaMailProperties().setProperty("mail.smtp.class", "com.example.Other");
      sender.send(message("inbox@fi.example"));

      assertThat(scene.fi().messages()).hasSize(1);
      assertThat(relay.connections()).isEmpty();
    }
  }

  @Test
  void senderWithThePropertiesOfAnEnforcedSessionIsEnforced() {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setJavaMailProperties(scene.session().getProperties());
    EnforcedTlsSessions.verify(sender.getSession());
    sender.send(message("inbox@fi.example"));

    assertThat(scene.fi().messages()).hasSize(1);
  }

  /** Nothing of ours is asked any more, so that only the caller can find it out. */
  @Test
  void senderThatGetsPropertiesAfterItsSessionForgetsItAndIsFoundOut() throws IOException {
    try (ScriptedMx relay = ScriptedMx.builder().start()) {
      JavaMailSenderImpl sender = senderTowards(relay);
      sender.setSession(scene.session());
      EnforcedTlsSessions.verify(sender.getSession());
      sender.setJavaMailProperties(MailScene.properties("mail.debug", "false"));

      assertThatIllegalStateException()
          .isThrownBy(() -> EnforcedTlsSessions.verify(sender.getSession()))
          .withMessageContaining("found one without client");
      assertThatIllegalStateException()
          .isThrownBy(() -> EnforcedTlsSessions.verify(sender.createMimeMessage()));
      sender.send(message("inbox@fi.example"));
      assertThat(relay.messages()).hasSize(1);
      assertThat(relay.messages().get(0).protection()).isEqualTo(Protection.CLEAR);
    }
  }

  @Test
  void testConnectionAsksForAClientAlone() throws Exception {
    senderFor(scene.session()).testConnection();
    assertThat(scene.fi().connections()).isEmpty();
  }

  @Test
  void failureOfOneMessageCarriesItsReportAndLeavesTheOthers() {
    scene.mx("stripped.example", MailScene.good().fault(MxFault.NO_STARTTLS));
    SimpleMailMessage failing = message("inbox@stripped.example");

    assertThatExceptionOfType(MailSendException.class)
        .isThrownBy(() -> senderFor(scene.session()).send(failing, message("inbox@fi.example")))
        .satisfies(
            e -> {
              assertThat(e.getFailedMessages()).containsOnlyKeys(failing);
              assertThat(e.getFailedMessages().get(failing))
                  .isInstanceOfSatisfying(
                      EnforcedTlsSendFailedException.class,
                      why ->
                          assertThat(why.report().outcomes().get(0).conclusion())
                              .isEqualTo(Conclusion.TRANSIENT));
            });
    assertThat(scene.fi().messages()).hasSize(1);
  }

  @Test
  void messageWithoutRecipientIsAFailure() {
    SimpleMailMessage nobody = new SimpleMailMessage();
    nobody.setFrom("reports@bank.example");
    nobody.setText("For nobody.");
    assertThatExceptionOfType(MailSendException.class)
        .isThrownBy(() -> senderFor(scene.session()).send(nobody))
        .withMessageContaining("No recipient addresses");
  }

  private static JavaMailSenderImpl senderFor(Session session) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setSession(session);
    return sender;
  }

  private static JavaMailSenderImpl senderTowards(ScriptedMx relay) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(relay.address().getHostString());
    sender.setPort(relay.address().getPort());
    return sender;
  }

  private static SimpleMailMessage message(String to) {
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom("reports@bank.example");
    message.setTo(to);
    message.setSubject("Quarterly figures");
    message.setText("For your eyes only.");
    return message;
  }
}
