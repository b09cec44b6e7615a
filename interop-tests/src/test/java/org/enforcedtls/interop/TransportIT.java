package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.enforcedtls.interop.PostfixScene.FIRST;
import static org.enforcedtls.interop.PostfixScene.RECIPIENT;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.jakartamail.EnforcedTlsSendFailedException;
import org.enforcedtls.jakartamail.EnforcedTlsSessions;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Transport.send} against Debian's Postfix, over real sockets to port 25. */
class TransportIT {
  @TempDir private Path directory;

  private PostfixScene scene;

  @BeforeAll
  static void postfixIsInstalled() {
    PostfixScene.assumePostfix();
  }

  @BeforeEach
  void start() {
    scene = new PostfixScene(directory);
  }

  @AfterEach
  void stop() throws Exception {
    scene.close();
  }

  @Test
  void messageArrivesWithoutItsBcc() throws Exception {
    PostfixMx postfix = scene.first(scene.ca().issue(FIRST), Map.of());
    try (EnforcedTlsClient client = client()) {
      Transport.send(message(client));
    }
    MimeMessage arrived =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(postfix.awaitMessage()));
    assertThat(arrived.getSubject()).isEqualTo("Kvartalsrapport åäö");
    assertThat(arrived.getContent().toString().lines())
        .containsExactly("Hej.", ".", "Slut på åäö €");
    assertThat(arrived.getHeader("Bcc")).isNull();
    assertThat(postfix.logText()).contains("<audit@fi.example>");
  }

  @Test
  void badCertificateThrowsWithTheReportAndNoMailCommandIsSent() throws Exception {
    PostfixMx postfix = scene.first(BadCertificate.EXPIRED.issue(scene.ca(), FIRST), Map.of());
    try (EnforcedTlsClient client = client()) {
      MimeMessage message = message(client);
      EnforcedTlsSendFailedException thrown =
          catchThrowableOfType(EnforcedTlsSendFailedException.class, () -> Transport.send(message));
      assertThat(thrown.report().outcomes())
          .hasSize(2)
          .extracting(outcome -> outcome.failure().orElseThrow().code())
          .containsOnly(CauseCode.CERTIFICATE_EXPIRED);
      assertThat(thrown.report().outcomes()).noneMatch(RecipientOutcome::isAccepted);
    }
    assertThat(postfix.messages()).isEmpty();
    assertThat(postfix.logText()).contains(": EHLO ").doesNotContain("MAIL FROM");
  }

  private EnforcedTlsClient client() {
    return scene.client().build();
  }

  private static MimeMessage message(EnforcedTlsClient client) throws MessagingException {
    MimeMessage message = new MimeMessage(EnforcedTlsSessions.enforce(client, new Properties()));
    message.setFrom(new InternetAddress("reports@bank.example"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(RECIPIENT));
    message.setRecipient(Message.RecipientType.BCC, new InternetAddress("audit@fi.example"));
    message.setSubject("Kvartalsrapport åäö", UTF_8.name());
    message.setText("Hej.\n.\nSlut på åäö €\n", UTF_8.name());
    return message;
  }
}
