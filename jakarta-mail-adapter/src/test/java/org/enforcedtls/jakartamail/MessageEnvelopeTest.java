package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.testkit.mx.EnvelopePath;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEnvelopeTest {
  private static final List<Recipient> TO = List.of(Recipient.of("inbox@fi.example"));
  private static final String[] CAPABILITIES_WITH_DSN = {
    "PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8", "DSN", "STARTTLS"
  };

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # SMTPMessage         | mail.smtp-enforced.from | mail.smtp.from  | From field      | reverse path
          smtp@bank.example     | own@bank.example        | mail@bank.example | from@bank.example | smtp@bank.example
          -                     | own@bank.example        | mail@bank.example | from@bank.example | own@bank.example
          -                     | -                       | mail@bank.example | from@bank.example | mail@bank.example
          -                     | -                       | -               | from@bank.example | from@bank.example
          -                     | -                       | -               | A <from@bank.example> | from@bank.example
          -                     | -                       | -               | first@bank.example, second@bank.example | first@bank.example
          -                     | -                       | mail@bank.example | -             | mail@bank.example
          <smtp@bank.example>   | -                       | -               | from@bank.example | smtp@bank.example
          -                     | -                       | <mail@bank.example> | from@bank.example | mail@bank.example
          <>                    | own@bank.example        | -               | from@bank.example | ``
          -                     | <>                      | mail@bank.example | from@bank.example | ``
          -                     | -                       | <>              | from@bank.example | ``
          ``                    | -                       | mail@bank.example | from@bank.example | mail@bank.example
          -                     | ``                      | mail@bank.example | from@bank.example | mail@bank.example
          -                     | ``                      | ``              | from@bank.example | from@bank.example
          """)
  void reversePathComesFromTheFirstThatSaysOne(
      String ofMessage, String own, String smtp, String from, String expected)
      throws MessagingException {
    SMTPMessage message =
        new SMTPMessage(session("mail.smtp-enforced.from", own, "mail.smtp.from", smtp));
    message.setEnvelopeFrom(ofMessage);
    if (from != null) {
      message.addFrom(InternetAddress.parse(from));
    }
    assertThat(MessageEnvelope.of(message.getSession(), message, TO).reversePath())
        .hasToString(expected);
  }

  @Test
  void messageWithoutAnySenderIsRefused() {
    Session session = session();
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> MessageEnvelope.of(session, new MimeMessage(session), TO))
        .withMessageContaining("no sender: set the From field, mail.smtp.from");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"postmaster", "a b@bank.example", "a@bank.example>\r\nRCPT TO:<x@y.example", "<"})
  void malformedSenderIsRefused(String sender) {
    Session session = session("mail.smtp.from", sender);
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> MessageEnvelope.of(session, new MimeMessage(session), TO))
        .withMessageStartingWith("the envelope cannot be made: mailbox ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NEVER            | NEVER
          SUCCESS,FAILURE  | SUCCESS,FAILURE
          'DELAY, SUCCESS' | SUCCESS,DELAY
          failure          | FAILURE
          """)
  void notifyPropertyGoesToEachRecipient(String property, String expected)
      throws MessagingException {
    for (String name : List.of("mail.smtp.dsn.notify", "mail.smtp-enforced.dsn.notify")) {
      Session session = session(name, property);
      Envelope envelope = MessageEnvelope.of(session, MailScene.message(session), TO);
      assertThat(words(envelope.recipients().get(0).notifyParameter().orElseThrow()))
          .isEqualTo(words(expected));
    }
  }

  private static List<String> words(String list) {
    return Stream.of(list.split(",", -1)).sorted().toList();
  }

  @Test
  void wishesOfTheMessageGoBeforeTheProperties() throws MessagingException {
    SMTPMessage message =
        new SMTPMessage(session("mail.smtp.dsn.notify", "NEVER", "mail.smtp.dsn.ret", "FULL"));
    message.setFrom("reports@bank.example");
    message.setNotifyOptions(SMTPMessage.NOTIFY_FAILURE);
    message.setReturnOption(SMTPMessage.RETURN_HDRS);

    Envelope envelope = MessageEnvelope.of(message.getSession(), message, TO);
    assertThat(envelope.recipients().get(0).notifyParameter()).contains("FAILURE");
    assertThat(envelope.dsnReturn()).contains(DsnReturn.HDRS);
  }

  @Test
  void nothingIsWishedByDefault() throws MessagingException {
    Session session = session("mail.smtp.dsn.notify", "", "mail.smtp.dsn.ret", "");
    Envelope envelope = MessageEnvelope.of(session, MailScene.message(session), TO);
    assertThat(envelope.recipients().get(0).notifyWishes()).isEmpty();
    assertThat(envelope.dsnReturn()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mail.smtp.dsn.notify | ALWAYS        | expected one of [
          mail.smtp.dsn.notify | NEVER,SUCCESS | notify must be NEVER alone
          mail.smtp.dsn.notify | FAILURE,      | expected one of [
          mail.smtp.dsn.ret    | BODY          | expected one of [
          mail.smtp.mailextension | REQUIRETLS XVERP | expected no mail.smtp.mailextension but REQUIRETLS
          mail.smtp.requiretls | yes            | expected true or false for mail.smtp.requiretls
          mail.smtp-enforced.mailextension | XVERP | expected no mail.smtp.mailextension
          """)
  void wishThatCannotBeHeededIsRefused(String property, String value, String message) {
    Session session = session(property, value);
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> MessageEnvelope.of(session, MailScene.message(session), TO))
        .withMessageContaining(message);
  }

  @Test
  void extensionOfTheMessageIsRefused() throws MessagingException {
    SMTPMessage message = new SMTPMessage(session());
    message.setMailExtension("ENVID=1");
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> MessageEnvelope.of(message.getSession(), message, TO))
        .withMessageContaining("ENVID=1");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          # SMTPMessage | extension of the session | mail.smtp-enforced.requiretls | mail.smtp.requiretls | header | wish
          -          | -          | -     | -     | -   | -
          REQUIRETLS | -          | -     | -     | -   | REQUIRETLS
          requiretls | -          | false | false | -   | REQUIRETLS
          -          | REQUIRETLS | -     | -     | -   | REQUIRETLS
          -          | -          | true  | -     | -   | REQUIRETLS
          -          | -          | -     | TRUE  | -   | REQUIRETLS
          -          | -          | false | true  | -   | -
          -          | -          | false | -     | -   | -
          -          | -          | -     | -     | No  | TLS_REQUIRED_NO
          -          | -          | -     | -     | no  | TLS_REQUIRED_NO
          -          | -          | -     | -     | Yes | -
          REQUIRETLS | -          | -     | -     | No  | REQUIRETLS
          -          | -          | -     | true  | No  | REQUIRETLS
          -          | -          | -     | false | No  | TLS_REQUIRED_NO
          """)
  void wishAboutTlsComesFromTheExtensionOrElseTheHeader(
      String ofMessage, String ofSession, String own, String smtp, String header, TlsWish wish)
      throws MessagingException {
    SMTPMessage message =
        new SMTPMessage(
            session(
                "mail.smtp.mailextension", ofSession,
                "mail.smtp-enforced.requiretls", own,
                "mail.smtp.requiretls", smtp));
    message.setFrom("reports@bank.example");
    message.setMailExtension(ofMessage);
    if (header != null) {
      message.setHeader("TLS-Required", header);
    }
    assertThat(MessageEnvelope.of(message.getSession(), message, TO).tlsWish())
        .isEqualTo(Optional.ofNullable(wish));
  }

  @Test
  void twoHeaderFieldsAboutTlsSayNothing() throws MessagingException {
    MimeMessage message = MailScene.message(session());
    message.addHeader("TLS-Required", "No");
    message.addHeader("TLS-Required", "No");
    assertThat(MessageEnvelope.of(message.getSession(), message, TO).tlsWish()).isEmpty();
  }

  @Test
  void messageThatNeedsRequireTlsIsNotSentWhereNobodyProvesTheHost() throws MessagingException {
    try (MailScene scene = new MailScene()) {
      Session session = scene.session("mail.smtp.requiretls", "true");
      assertThatExceptionOfType(EnforcedTlsSendFailedException.class)
          .isThrownBy(() -> Transport.send(MailScene.message(session, "inbox@fi.example")))
          .withMessageContaining("REQUIRETLS");
      assertThat(scene.fi().connections()).isEmpty();
    }
  }

  @Test
  void reversePathAndWishesReachTheHost() throws MessagingException {
    try (MailScene scene = new MailScene()) {
      var host = scene.mx("dsn.example", MailScene.good().capabilities(CAPABILITIES_WITH_DSN));
      Session session =
          scene.session(
              "mail.smtp.from", "<>", "mail.smtp.dsn.notify", "NEVER", "mail.smtp.dsn.ret", "HDRS");
      Transport.send(MailScene.message(session, "inbox@dsn.example"));

      ReceivedMessage received = host.messages().get(0);
      assertThat(received.reversePath().address()).isEmpty();
      assertThat(received.reversePath().parameters()).contains("RET=HDRS");
      assertThat(received.recipients())
          .containsExactly(new EnvelopePath("inbox@dsn.example", List.of("NOTIFY=NEVER")));
    }
  }

  @Test
  void internationalLocalPartAsksForSmtputf8() throws MessagingException {
    try (MailScene scene = new MailScene()) {
      Transport.send(MailScene.message(scene.session(), "grüße@fi.example"));

      ReceivedMessage received = scene.fi().messages().get(0);
      assertThat(received.reversePath().parameters()).contains("SMTPUTF8");
      assertThat(received.recipients()).extracting("address").containsExactly("grüße@fi.example");
    }
  }

  /** Pairs of property and value; one whose value is null is not set. */
  private static Session session(String... pairs) {
    var properties = new java.util.Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) {
        properties.setProperty(pairs[i], pairs[i + 1]);
      }
    }
    return Session.getInstance(properties);
  }
}
