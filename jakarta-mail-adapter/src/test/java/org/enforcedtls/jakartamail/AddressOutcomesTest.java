package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.NewsAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressOutcomesTest {
  private static final String GOOD = "inbox@fi.example";
  private static final String TRANSIENT = "inbox@deferring.example";
  private static final String PERMANENT = "nobody@refusing.example";
  private static final String IN_DOUBT = "inbox@silent.example";

  private final MailScene scene = new MailScene();

  @BeforeEach
  void startHosts() {
    scene.mx("deferring.example", MailScene.good().fault(MxFault.RECIPIENTS_DEFERRED));
    scene.mx("refusing.example", MailScene.good().fault(MxFault.RECIPIENTS_REFUSED));
    scene.mx("silent.example", MailScene.good().fault(MxFault.RESET_AFTER_CONTENT));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void eachOutcomeHasItsPlace() throws MessagingException {
    EnforcedTlsSendFailedException e = failure(GOOD, TRANSIENT, PERMANENT, IN_DOUBT, "postmaster");

    assertThat(e.getValidSentAddresses()).extracting(Address::toString).containsExactly(GOOD);
    assertThat(e.getValidUnsentAddresses())
        .extracting(Address::toString)
        .containsExactly(TRANSIENT);
    assertThat(e.getInvalidAddresses())
        .extracting(Address::toString)
        .containsExactlyInAnyOrder("postmaster", PERMANENT);
    assertThat(e.inDoubtAddresses()).extracting(Address::toString).containsExactly(IN_DOUBT);
  }

  @Test
  void reportHasAnOutcomeForEachMailbox() throws MessagingException {
    EnforcedTlsSendFailedException e = failure(GOOD, TRANSIENT, PERMANENT, IN_DOUBT, "postmaster");

    assertThat(e.report().outcomes())
        .extracting(outcome -> outcome.recipient() + " " + outcome.conclusion().code())
        .containsExactly(
            GOOD + " accepted",
            TRANSIENT + " transient",
            PERMANENT + " permanent",
            IN_DOUBT + " in-doubt");
    assertThat(e.report().outcomeOf(Mailbox.of(PERMANENT)).failure().orElseThrow().code())
        .isEqualTo(CauseCode.REPLY_PERMANENT);
  }

  @Test
  void messageNamesEachFailureAndChainsNone() throws MessagingException {
    EnforcedTlsSendFailedException e = failure(GOOD, TRANSIENT, "postmaster");

    assertThat(e)
        .hasMessageContaining(TRANSIENT + ": reply-transient: ")
        .hasMessageContaining("mailbox \"postmaster\": expected local-part@domain");
    assertThat(e.getMessage()).doesNotContain(GOOD);
    assertThat(e.getNextException()).isNull();
  }

  /** What callers do who know Jakarta Mail alone. */
  @Test
  void resendingToTheUnsentSendsNobodyASecondCopy() throws MessagingException {
    MimeMessage message = MailScene.message(scene.session(), GOOD, TRANSIENT, IN_DOUBT);
    SendFailedException first =
        catchThrowableOfType(SendFailedException.class, () -> Transport.send(message));
    SendFailedException second =
        catchThrowableOfType(
            SendFailedException.class,
            () -> Transport.send(message, first.getValidUnsentAddresses()));

    assertThat(second.getValidUnsentAddresses())
        .extracting(Address::toString)
        .containsExactly(TRANSIENT);
    assertThat(scene.fi().messages()).hasSize(1);
    assertThat(scene.host("silent.example").connections()).hasSize(1);
  }

  @Test
  void addressGivenTwiceIsSentOnceAndCountedTwice() throws MessagingException {
    MimeMessage message = MailScene.message(scene.session(), GOOD, PERMANENT);
    message.addRecipients(RecipientType.CC, GOOD);
    EnforcedTlsSendFailedException e = failure(message);

    assertThat(scene.fi().messages().get(0).recipients()).hasSize(1);
    assertThat(e.getValidSentAddresses()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postmaster",
        "",
        "@fi.example",
        "inbox@",
        "inbox@[192.0.2.1]",
        "inbox@192.0.2.1",
        "in box@fi.example",
        "inbox@fi..example",
        "inbox@fi.example>\r\nRCPT TO:<x@y.example",
        "inbox@fi.example\n"
      })
  void malformedAddressIsInvalidAndDoesNotKeepTheOthers(String address) throws MessagingException {
    InternetAddress malformed = new InternetAddress();
    malformed.setAddress(address);
    EnforcedTlsSendFailedException e = failure(new InternetAddress(GOOD), malformed);

    assertThat(e.getInvalidAddresses()).containsExactly(malformed);
    assertThat(e.getValidSentAddresses()).extracting(Address::toString).containsExactly(GOOD);
    assertThat(onlyRecipients()).containsExactly(GOOD);
  }

  @Test
  void addressWithoutAnyTextIsInvalid() throws MessagingException {
    assertThat(failure(new InternetAddress()).getInvalidAddresses()).hasSize(1);
  }

  @Test
  void groupStandsForItsMembers() throws MessagingException {
    Transport.send(
        MailScene.message(scene.session()),
        InternetAddress.parse("staff: a@fi.example, b@fi.example;, c@fi.example"));

    assertThat(onlyRecipients()).containsExactly("a@fi.example", "b@fi.example", "c@fi.example");
  }

  @Test
  void undisclosedRecipientsAreNoRecipient() throws MessagingException {
    MimeMessage message = MailScene.message(scene.session());
    message.setRecipients(RecipientType.TO, "undisclosed-recipients:;");
    message.setRecipients(RecipientType.BCC, GOOD);
    Transport.send(message);

    assertThat(onlyRecipients()).containsExactly(GOOD);
  }

  @Test
  void groupWithoutMembersAloneIsNobody() throws MessagingException {
    MimeMessage message = MailScene.message(scene.session());
    message.setRecipients(RecipientType.TO, "undisclosed-recipients:;");
    assertThatExceptionOfType(SendFailedException.class)
        .isThrownBy(() -> Transport.send(message))
        .withMessage("No recipient addresses");
  }

  @Test
  void memberThatIsNoMailboxIsInvalidAlone() throws MessagingException {
    InternetAddress group = new InternetAddress();
    group.setAddress("staff: postmaster, a@fi.example;");
    EnforcedTlsSendFailedException e = failure(group);

    assertThat(e.getInvalidAddresses()).extracting(Address::toString).containsExactly("postmaster");
    assertThat(onlyRecipients()).containsExactly("a@fi.example");
  }

  @Test
  void newsgroupIsInvalid() throws MessagingException {
    EnforcedTlsSendFailedException e = failure(new NewsAddress("comp.mail"));
    assertThat(e).hasMessageContaining("expected an Internet address, found one of type news");
    assertThat(e.getInvalidAddresses()).containsExactly(new NewsAddress("comp.mail"));
  }

  /** Jakarta Mail sends to each type on its own and wraps what comes of it. */
  @Test
  void newsgroupBesideMailboxesLeavesOurExceptionAsTheNextOne() throws MessagingException {
    MimeMessage message = MailScene.message(scene.session(), GOOD);
    Address[] to = {new InternetAddress(GOOD), new NewsAddress("comp.mail")};
    SendFailedException e =
        catchThrowableOfType(SendFailedException.class, () -> Transport.send(message, to));

    assertThat(e.getInvalidAddresses()).containsExactly(new NewsAddress("comp.mail"));
    assertThat(e.getNextException()).isInstanceOf(EnforcedTlsSendFailedException.class);
    assertThat(onlyRecipients()).containsExactly(GOOD);
  }

  @Test
  void contentThatMayNotLeaveIsPermanentForAll() throws MessagingException {
    MimeMessage message =
        MailScene.parsed(
            scene.session(), "From: a@bank.example\r\n\r\n" + "x".repeat(1_000) + "\r\n");
    message.setRecipients(RecipientType.TO, GOOD);
    EnforcedTlsSendFailedException e = failure(message);

    assertThat(e.report().outcomes().get(0).conclusion()).isEqualTo(Conclusion.PERMANENT);
    assertThat(e.getInvalidAddresses()).hasSize(1);
    assertThat(scene.fi().connections()).isEmpty();
  }

  @Test
  void arrayOfThoseInDoubtIsACopy() throws MessagingException {
    EnforcedTlsSendFailedException e = failure(IN_DOUBT);
    Arrays.fill(e.inDoubtAddresses(), new InternetAddress(GOOD));
    assertThat(e.inDoubtAddresses()).extracting(Address::toString).containsExactly(IN_DOUBT);
  }

  @Test
  void serializedFailureKeepsItsAddressesAndSaysThatTheReportIsLost() throws Exception {
    EnforcedTlsSendFailedException e = failure(IN_DOUBT);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(e);
    }
    EnforcedTlsSendFailedException copy = read(octets.toByteArray());

    assertThat(copy).hasMessage(e.getMessage());
    assertThat(copy.inDoubtAddresses()).isEqualTo(e.inDoubtAddresses());
    assertThatIllegalStateException()
        .isThrownBy(copy::report)
        .withMessage("the report is lost, as this exception was serialized");
  }

  @SuppressWarnings("BanSerializableRead") // octets of this test
  private static EnforcedTlsSendFailedException read(byte[] octets)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets))) {
      return (EnforcedTlsSendFailedException) in.readObject();
    }
  }

  private List<String> onlyRecipients() {
    List<ReceivedMessage> messages = scene.fi().messages();
    assertThat(messages).hasSize(1);
    return messages.get(0).recipients().stream().map(path -> path.address()).toList();
  }

  private EnforcedTlsSendFailedException failure(String... to) throws MessagingException {
    Address[] addresses = new Address[to.length];
    for (int i = 0; i < to.length; i++) {
      addresses[i] = new InternetAddress(to[i]);
    }
    return failure(addresses);
  }

  private EnforcedTlsSendFailedException failure(Address... to) throws MessagingException {
    Session session = scene.session();
    return catchThrowableOfType(
        EnforcedTlsSendFailedException.class, () -> Transport.send(MailScene.message(session), to));
  }

  private static EnforcedTlsSendFailedException failure(MimeMessage message) {
    return catchThrowableOfType(
        EnforcedTlsSendFailedException.class, () -> Transport.send(message));
  }
}
