package org.enforcedtls.jakartamail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentOctetsTest {
  private final MailScene scene = new MailScene();
  private final Session session = scene.session("mail.mime.allowutf8", "true");

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void plainTextArrivesAsWritten() throws MessagingException, IOException {
    assertArrivesAsWritten(MailScene.message(session, "inbox@fi.example"));
  }

  @Test
  void multipartArrivesAsWritten() throws MessagingException, IOException {
    MimeMessage message = MailScene.message(session, "inbox@fi.example");
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Grüße\r\n.\r\n..\r\nein Punkt am Anfang", "UTF-8");
    MimeBodyPart attachment = new MimeBodyPart();
    attachment.setDataHandler(
        new DataHandler(new ByteArrayDataSource(noise(10_000), "application/octet-stream")));
    attachment.setFileName("Zahlen für März.bin");
    message.setContent(new MimeMultipart(text, attachment));
    assertArrivesAsWritten(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: Grüße aus Malmö\r\n\r\nbody\r\n",
        "Subject: 8 bit\r\nContent-Transfer-Encoding: 8bit\r\n\r\nÄrger, 日本語\r\n",
        "Subject:   odd\r\n\tfolding  \r\nsubject: twice\r\nX-Empty:\r\n\r\n.\r\n..\r\n\r\n",
        "Subject: no body\r\n\r\n",
      })
  void messageOfSomebodyElseArrivesOctetForOctet(String text)
      throws MessagingException, IOException {
    MimeMessage message = MailScene.parsed(session, "From: a@bank.example\r\n" + text);
    send(message, "inbox@fi.example");

    assertThat(received().content()).isEqualTo(MailScene.written(message));
    assertThat(received().contentText()).isEqualTo("From: a@bank.example\r\n" + text);
  }

  @Test
  void blindCopiesAreDeliveredAndNotTold() throws MessagingException, IOException {
    MimeMessage message = MailScene.message(session, "inbox@fi.example");
    message.setRecipients(RecipientType.BCC, "hidden@fi.example,\r\n concealed@fi.example");
    message.addHeader("Resent-Bcc", "secret@fi.example");
    Transport.send(message);

    assertThat(received().recipients())
        .extracting("address")
        .containsExactly("inbox@fi.example", "hidden@fi.example", "concealed@fi.example");
    assertThat(received().content()).isEqualTo(MailScene.written(message, "Bcc", "Resent-Bcc"));
    assertThat(received().contentText())
        .doesNotContainIgnoringCase("bcc")
        .doesNotContain("hidden", "concealed", "secret")
        .contains("inbox@fi.example");
  }

  @Test
  void blindCopyInAnyCaseOfItsFieldIsNotTold() throws MessagingException {
    MimeMessage message =
        MailScene.parsed(
            session,
            "From: a@bank.example\r\nbCC: hidden@fi.example\r\nX-Bcc-Like: stays\r\n\r\nbody\r\n");
    send(message, "inbox@fi.example");

    assertThat(received().contentText())
        .isEqualTo("From: a@bank.example\r\nX-Bcc-Like: stays\r\n\r\nbody\r\n");
  }

  @Test
  void messageOfTheCallerStaysAsItWas() throws MessagingException, IOException {
    MimeMessage message = MailScene.message(session, "inbox@fi.example");
    message.setRecipients(RecipientType.BCC, "hidden@fi.example");
    message.saveChanges();
    byte[] before = MailScene.written(message);
    try (Transport transport = session.getTransport()) {
      transport.connect();
      transport.sendMessage(message, message.getAllRecipients());
      transport.sendMessage(message, message.getAllRecipients());
    }
    assertThat(MailScene.written(message)).isEqualTo(before);
    assertThat(message.getRecipients(RecipientType.BCC)).hasSize(1);
    assertThat(scene.fi().messages().get(0).content())
        .isEqualTo(scene.fi().messages().get(1).content());
  }

  @Test
  void attachmentOf25MegabytesArrivesWhole() throws MessagingException, IOException {
    MimeMessage message = MailScene.message(session, "inbox@fi.example");
    MimeBodyPart attachment = new MimeBodyPart();
    byte[] octets = noise(25 << 20);
    attachment.setDataHandler(
        new DataHandler(new ByteArrayDataSource(octets, "application/octet-stream")));
    message.setContent(new MimeMultipart(attachment));
    assertArrivesAsWritten(message);

    MimeMessage arrived = new MimeMessage(session, new ByteArrayInputStream(received().content()));
    MimeMultipart parts = (MimeMultipart) arrived.getContent();
    try (InputStream in = parts.getBodyPart(0).getInputStream()) {
      assertThat(Arrays.equals(in.readAllBytes(), octets)).isTrue();
    }
  }

  @Test
  void attachmentThatCanBeReadOnceArrivesWhole() throws MessagingException {
    MimeMessage message = MailScene.message(session, "inbox@fi.example");
    // Transport.send saves the message, which may read the attachment to find its encoding.
    MimeBodyPart attachment = new MimeBodyPart();
    attachment.setDataHandler(new DataHandler(new ReadOnce("once and no more")));
    attachment.setHeader("Content-Transfer-Encoding", "7bit");
    message.setContent(new MimeMultipart(attachment));
    Transport.send(message);

    assertThat(received().contentText()).contains("\r\nonce and no more\r\n");
  }

  @Test
  void messageThatCannotBeWrittenIsRefusedAndSentToNobody() throws MessagingException {
    MimeMessage message = MailScene.message(session, "inbox@fi.example");
    DataSource gone = new ReadOnce("gone");
    message.setDataHandler(new DataHandler(gone));
    message.setHeader("Content-Transfer-Encoding", "7bit");
    Transport.send(message);
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> Transport.send(message))
        .withMessage("the message cannot be written: read before");
    assertThat(scene.fi().messages()).hasSize(1);
  }

  private void assertArrivesAsWritten(MimeMessage message) throws MessagingException, IOException {
    Transport.send(message);
    assertThat(Arrays.equals(received().content(), MailScene.written(message))).isTrue();
  }

  private void send(MimeMessage message, String to) throws MessagingException {
    try (Transport transport = session.getTransport()) {
      transport.connect();
      transport.sendMessage(message, InternetAddress.parse(to));
    }
  }

  private ReceivedMessage received() {
    assertThat(scene.fi().messages()).hasSize(1);
    return scene.fi().messages().get(0);
  }

  private static byte[] noise(int octets) {
    byte[] noise = new byte[octets];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static final class ReadOnce implements DataSource {
    private final String text;
    private boolean read;

    ReadOnce(String text) {
      this.text = text;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      if (read) {
        throw new IOException("read before");
      }
      read = true;
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("cannot be written to");
    }

    @Override
    public String getContentType() {
      return "application/octet-stream";
    }

    @Override
    public String getName() {
      return "once";
    }
  }
}
