package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.NewsAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnforcedTlsSessionsTest {
  private static final String BARRED = "expected mail of an enforced session to leave by";
  private static final String ANGUS = SMTPTransport.class.getName();

  private final MailScene scene = new MailScene();
  private final ScriptedMx relay = startRelay();

  @AfterEach
  void close() {
    relay.close();
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp", "smtps", "smtp-enforced"})
  void everyProtocolLeadsToTheEnforcedTransport(String protocol) throws MessagingException {
    Session session = scene.session(towardsRelay());
    assertThat(session.getTransport(protocol)).isInstanceOf(EnforcedTlsTransport.class);
    assertThat(session.getTransport(new URLName(protocol + "://user:secret@relay.example:25")))
        .isInstanceOf(EnforcedTlsTransport.class);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          mail.unrelated, x,               mail.bank.example
          mail.host,      own.example,     own.example
          mail.from,      me@from.example, from.example
          """)
  void messageIdEndsInTheNameOfThisHostUnlessSaidOtherwise(
      String property, String value, String end) throws MessagingException {
    MimeMessage message = MailScene.message(scene.session(property, value), "inbox@fi.example");
    message.saveChanges();
    assertThat(message.getMessageID()).endsWith("@" + end + ">");
  }

  @Test
  void everyAddressLeadsToTheEnforcedTransport() throws MessagingException {
    Session session = scene.session("mail.transport.protocol.fax", "smtp");
    for (Address address :
        new Address[] {
          new InternetAddress("inbox@fi.example"), new NewsAddress("comp.mail"), new FaxNumber()
        }) {
      assertThat(session.getTransport(address)).isInstanceOf(EnforcedTlsTransport.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mail.transport.protocol, smtp",
    "mail.transport.protocol, smtps",
    "mail.transport.protocol.rfc822, smtp",
    "mail.transport.protocol.news, smtp",
    "mail.smtp.class, org.eclipse.angus.mail.smtp.SMTPTransport",
    "mail.smtps.class, org.eclipse.angus.mail.smtp.SMTPSSLTransport",
    "mail.smtp-enforced.class, org.eclipse.angus.mail.smtp.SMTPTransport",
    "mail.smtp.socketFactory.class, javax.net.DefaultSocketFactory",
    "mail.smtp.socketFactory.fallback, true",
    "mail.smtp.starttls.enable, false",
  })
  void propertyThatWouldLeadElsewhereIsOverruled(String name, String value)
      throws MessagingException {
    Properties properties = towardsRelay();
    properties.setProperty(name, value);
    Transport.send(MailScene.message(scene.session(properties), "inbox@fi.example"));

    assertThat(scene.fi().messages()).hasSize(1);
    assertThat(relay.connections()).isEmpty();
  }

  @Test
  void propertiesChangedAfterwardsDoNotReachTheSession() throws MessagingException {
    Properties properties = new Properties();
    Session session = scene.session(properties);
    properties.setProperty("mail.smtp.from", "other@bank.example");
    Transport.send(MailScene.message(session, "inbox@fi.example"));

    assertThat(properties).hasSize(1);
    assertThat(scene.fi().messages().get(0).reversePath().address())
        .isEqualTo("reports@bank.example");
  }

  @Test
  void defaultsOfThePropertiesAreHeeded() throws MessagingException {
    Properties properties =
        new Properties(MailScene.properties("mail.smtp.from", "a@bank.example"));
    Transport.send(MailScene.message(scene.session(properties), "inbox@fi.example"));

    assertThat(scene.fi().messages().get(0).reversePath().address()).isEqualTo("a@bank.example");
  }

  /** Whoever does this to an enforced session gets no mail through Angus Mail all the same. */
  static Stream<Arguments> tamperings() {
    return Stream.of(
        tampering(
            "mail.transport.protocol",
            session -> session.getProperties().setProperty("mail.transport.protocol", "smtp")),
        tampering(
            "mail.transport.protocol.rfc822",
            session ->
                session.getProperties().setProperty("mail.transport.protocol.rfc822", "smtp")),
        tampering("mail.smtp.class", session -> session.getProperties().remove("mail.smtp.class")),
        tampering(
            "both",
            session -> {
              session.getProperties().setProperty("mail.transport.protocol", "smtp");
              session.getProperties().setProperty("mail.transport.protocol.rfc822", "smtp");
              session.getProperties().setProperty("mail.smtp.class", ANGUS);
              session.getProperties().setProperty("mail.smtp.socketFactory.fallback", "true");
            }),
        tampering("setProvider for smtp", session -> setProvider(session, "smtp")),
        tampering("setProvider for our own", session -> setProvider(session, "smtp-enforced")),
        tampering(
            "setProtocolForAddress", session -> session.setProtocolForAddress("rfc822", "smtp")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tamperings")
  void tamperedSessionSendsNothingElsewhere(String name, Consumer<Session> tamper)
      throws MessagingException {
    Session session = scene.session(towardsRelay());
    tamper.accept(session);
    for (String protocol : new String[] {"smtp", "smtps", "smtp-enforced"}) {
      tryToSend(session, session.getTransport(protocol));
    }
    tryToSend(session, session.getTransport());
    tryToSend(session, session.getTransport(new InternetAddress("inbox@fi.example")));

    assertThat(relay.connections()).isEmpty();
  }

  private static void tryToSend(Session session, Transport transport) throws MessagingException {
    MimeMessage message = MailScene.message(session, "inbox@fi.example");
    message.saveChanges();
    try (transport) {
      transport.connect();
      transport.sendMessage(message, message.getAllRecipients());
      assertThat(transport).isInstanceOf(EnforcedTlsTransport.class);
    } catch (MessagingException e) {
      assertThat(e).rootCause().hasMessageContaining(BARRED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp", "smtps"})
  void angusTransportTakenByItsProviderGetsNoSocket(String protocol) throws MessagingException {
    Session session = scene.session(towardsRelay());
    Provider angus =
        Arrays.stream(session.getProviders())
            .filter(provider -> provider.getProtocol().equals(protocol))
            .findFirst()
            .orElseThrow();
    Transport transport = session.getTransport(angus);

    assertThat(transport).isInstanceOf(SMTPTransport.class);
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(transport::connect)
        .havingRootCause()
        .withMessageContaining(BARRED);
    assertThat(relay.connections()).isEmpty();
  }

  @Test
  void angusTransportMadeByHandGetsNoSocket() {
    Session session = scene.session(towardsRelay());
    for (Transport transport :
        new Transport[] {
          new SMTPTransport(session, null), new SMTPSSLTransport(session, new URLName("smtps://x"))
        }) {
      assertThatExceptionOfType(MessagingException.class)
          .isThrownBy(
              () ->
                  transport.connect(
                      relay.address().getHostString(), relay.address().getPort(), null, null))
          .havingRootCause()
          .withMessageContaining(BARRED);
    }
    assertThat(relay.connections()).isEmpty();
  }

  /** Each is found out by verify, whose message names the way. */
  static Stream<Arguments> findings() {
    return Stream.of(
        Arguments.of(
            "session.getTransport(): expected EnforcedTlsTransport, found no provider",
            change(s -> s.getProperties().setProperty("mail.transport.protocol", "nntp"))),
        Arguments.of(
            "session.getTransport(\"smtp\"): expected EnforcedTlsTransport, found " + ANGUS,
            change(s -> s.getProperties().remove("mail.smtp.class"))),
        Arguments.of(
            "session.getTransport(): expected EnforcedTlsTransport, found " + ANGUS,
            change(s -> setProvider(s, "smtp-enforced"))),
        Arguments.of(
            "session.getTransport(\"fax\"): expected EnforcedTlsTransport, found " + ANGUS,
            change(s -> s.addProvider(angusFor("fax")))),
        Arguments.of(
            "session.getTransport(address): expected EnforcedTlsTransport, found no provider",
            change(s -> s.getProperties().setProperty("mail.transport.protocol.rfc822", "fax"))),
        Arguments.of(
            "session.getTransport(newsgroup): expected EnforcedTlsTransport, found no provider",
            change(s -> s.getProperties().remove("mail.transport.protocol.news"))),
        Arguments.of(
            "mail.smtp.socketFactory: expected the factory that makes no sockets, found null",
            change(s -> s.getProperties().remove("mail.smtp.socketFactory"))),
        Arguments.of(
            "mail.smtps.ssl.socketFactory: expected the factory that makes no sockets, found text",
            change(s -> s.getProperties().put("mail.smtps.ssl.socketFactory", "text"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("findings")
  void changedSessionIsFoundOut(String finding, Consumer<Session> change) {
    Session session = scene.session();
    EnforcedTlsSessions.verify(session);
    change.accept(session);
    assertThatIllegalStateException()
        .isThrownBy(() -> EnforcedTlsSessions.verify(session))
        .withMessageStartingWith(finding);
  }

  private static Arguments tampering(String name, Consumer<Session> tamper) {
    return Arguments.of(name, tamper);
  }

  private static Consumer<Session> change(Consumer<Session> change) {
    return change;
  }

  private static void setProvider(Session session, String protocol) {
    try {
      session.setProvider(angusFor(protocol));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Provider angusFor(String protocol) {
    return new Provider(Provider.Type.TRANSPORT, protocol, ANGUS, "tampered", null);
  }

  private Properties towardsRelay() {
    String host = relay.address().getHostString();
    String port = String.valueOf(relay.address().getPort());
    return MailScene.properties(
        "mail.host", host,
        "mail.smtp.port", port,
        "mail.smtps.port", port,
        "mail.smtp-enforced.port", port);
  }

  private static ScriptedMx startRelay() {
    try {
      return ScriptedMx.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class FaxNumber extends Address {
    private static final long serialVersionUID = 1L;

    @Override
    public String getType() {
      return "fax";
    }

    @Override
    public String toString() {
      return "fax";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof FaxNumber;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
