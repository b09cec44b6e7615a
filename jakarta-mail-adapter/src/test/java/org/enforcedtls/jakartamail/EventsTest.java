package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.ConnectionListener;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.enforcedtls.testkit.mx.MxFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners hear of a transport. */
class EventsTest {
  private static final String FAILING_TO = "inbox@deferring.example nobody@refusing.example";

  private final MailScene scene = new MailScene();
  private final Session session = scene.session();
  private final Transport transport =
      new EnforcedTlsTransport(session, new URLName("smtp-enforced:"));
  private final Heard heard = new Heard();

  @BeforeEach
  void startHosts() {
    scene.mx("deferring.example", MailScene.good().fault(MxFault.RECIPIENTS_DEFERRED));
    scene.mx("refusing.example", MailScene.good().fault(MxFault.RECIPIENTS_REFUSED));
    scene.mx("silent.example", MailScene.good().fault(MxFault.RESET_AFTER_CONTENT));
    transport.addTransportListener(heard);
    transport.addConnectionListener(heard);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # recipients                              | event
          a@fi.example                              | delivered sent a@fi.example
          a@fi.example b@fi.example                 | delivered sent a@fi.example b@fi.example
          a@fi.example b@deferring.example          | partially sent a@fi.example unsent b@deferring.example
          a@fi.example b@refusing.example           | partially sent a@fi.example invalid b@refusing.example
          a@fi.example postmaster                   | partially sent a@fi.example invalid postmaster
          a@fi.example b@silent.example             | partially sent a@fi.example
          a@silent.example                          | partially
          a@silent.example b@refusing.example       | partially invalid b@refusing.example
          a@deferring.example                       | not unsent a@deferring.example
          a@refusing.example                        | not invalid a@refusing.example
          postmaster                                | not invalid postmaster
          a@deferring.example b@refusing.example    | not unsent a@deferring.example invalid b@refusing.example
          """)
  void listenersHearOnceOfEachMessage(String to, String expected) throws Exception {
    connect();
    try {
      transport.sendMessage(message(), addresses(to));
      assertThat(expected).startsWith("delivered");
    } catch (EnforcedTlsSendFailedException e) {
      assertThat(expected).doesNotStartWith("delivered");
    }
    assertThat(heardUntilClosed()).containsExactly(expected, "closed");
  }

  @Test
  void messageWithoutSenderIsHeardOfAsNotDelivered() throws Exception {
    MimeMessage message = new MimeMessage(session);
    message.setText("From nobody.");
    message.saveChanges();
    connect();
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> transport.sendMessage(message, addresses(FAILING_TO + " postmaster")));

    assertThat(heardUntilClosed())
        .containsExactly("not unsent " + FAILING_TO + " invalid postmaster", "closed");
  }

  @Test
  void messageForAClosedClientIsRefusedAndHeardOfAsNotDelivered() throws Exception {
    connect();
    scene.client().close();
    MimeMessage message = message();
    assertThatIllegalStateException()
        .isThrownBy(() -> transport.sendMessage(message, addresses("a@fi.example")))
        .withMessage("the client is closed");

    assertThat(heardUntilClosed()).containsExactly("not unsent a@fi.example", "closed");
  }

  @Test
  void callWithoutRecipientsIsNoMessage() throws Exception {
    connect();
    MimeMessage message = message();
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> transport.sendMessage(message, new Address[0]));
    assertThat(heardUntilClosed()).containsExactly("closed");
  }

  @Test
  void transportSendsOnlyWhileConnected() throws MessagingException {
    MimeMessage message = message();
    assertThat(transport.isConnected()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> transport.sendMessage(message, addresses("a@fi.example")))
        .withMessage("not connected");
    transport.connect();
    assertThat(transport.isConnected()).isTrue();
    transport.close();
    assertThat(transport.isConnected()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> transport.sendMessage(message, addresses("a@fi.example")));
    transport.connect();
    transport.sendMessage(message, addresses("a@fi.example"));

    assertThat(scene.fi().messages()).hasSize(1);
  }

  /** Jakarta Mail starts a queue with the first event, and ends it with the one of the close. */
  @Test
  void closedTransportCanBeClosedAgainUnheard() throws MessagingException {
    AtomicInteger queues = new AtomicInteger();
    Executor executor = queue -> queues.incrementAndGet();
    Properties properties = new Properties();
    properties.put("mail.event.executor", executor);
    Session counted = scene.session(properties);
    Transport closed = counted.getTransport();
    closed.addConnectionListener(heard);
    closed.close();
    assertThat(queues).hasValue(0);
    closed.connect();
    closed.close();
    closed.close();
    assertThat(queues).hasValue(1);
  }

  private MimeMessage message() throws MessagingException {
    MimeMessage message = MailScene.message(session);
    message.saveChanges();
    return message;
  }

  private static Address[] addresses(String words) {
    return Stream.of(words.split(" ", -1)).map(EventsTest::address).toArray(Address[]::new);
  }

  private static Address address(String text) {
    InternetAddress address = new InternetAddress();
    address.setAddress(text);
    return address;
  }

  /** Waits to be heard: Jakarta Mail forgets what a close overtakes before its thread is there. */
  private void connect() throws MessagingException, InterruptedException {
    transport.connect();
    assertThat(heard.events.poll(20, TimeUnit.SECONDS)).isEqualTo("opened");
  }

  /** Jakarta Mail tells listeners in a thread of its own, in order: the close is the last word. */
  private List<String> heardUntilClosed() throws MessagingException, InterruptedException {
    transport.close();
    List<String> events = new ArrayList<>();
    String event = "";
    while (!"closed".equals(event)) {
      event = heard.events.poll(20, TimeUnit.SECONDS);
      events.add(String.valueOf(event));
      assertThat(event).as("after %s", events).isNotNull();
    }
    return events;
  }

  private static final class Heard implements TransportListener, ConnectionListener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void messageDelivered(TransportEvent event) {
      add("delivered", event);
    }

    @Override
    public void messageNotDelivered(TransportEvent event) {
      add("not", event);
    }

    @Override
    public void messagePartiallyDelivered(TransportEvent event) {
      add("partially", event);
    }

    private void add(String type, TransportEvent event) {
      List<String> words = new ArrayList<>(List.of(type));
      add(words, "sent", event.getValidSentAddresses());
      add(words, "unsent", event.getValidUnsentAddresses());
      add(words, "invalid", event.getInvalidAddresses());
      events.add(String.join(" ", words));
    }

    private static void add(List<String> words, String name, Address[] addresses) {
      if (addresses.length > 0) {
        words.add(name);
        Arrays.stream(addresses).map(Address::toString).forEach(words::add);
      }
    }

    @Override
    public void opened(ConnectionEvent event) {
      events.add("opened");
    }

    @Override
    public void closed(ConnectionEvent event) {
      events.add("closed");
    }

    @Override
    public void disconnected(ConnectionEvent event) {
      events.add("disconnected");
    }
  }
}
