package org.enforcedtls.queue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.enforcedtls.address.Domain;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.notice.NoticeMailer;
import org.enforcedtls.queue.notice.NoticeWriter;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a partner that is never repaired to the mailboxes of the senders, which are those of a mail
 * server of others, and are read as a mail program does.
 */
class NoticeMailboxTest {
  private static final String PASSWORD = "secret";
  private static final Duration STEP = Duration.ofMinutes(30);

  @TempDir private Path directory;
  private final GreenMail mailboxes = new GreenMail(ServerSetupTest.IMAP.dynamicPort());
  private final Map<String, GreenMailUser> users = new HashMap<>();
  private QueueScene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new QueueScene(directory);
    mailboxes.start();
  }

  @AfterEach
  void close() {
    mailboxes.stop();
    scene.close();
  }

  @Test
  void sixBrokenDaysBringOneDelayNoticeAndOneFailureOfEachMessageToItsSender() throws Exception {
    for (String sender : List.of("reports@bank.example", "letters@bank.example")) {
      users.put(sender, mailboxes.setUser(sender, sender, PASSWORD));
    }
    scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    scene.enqueue("reports@bank.example", "a@fi.example");
    scene.enqueue("reports@bank.example", "b@fi.example", "c@fi.example");
    scene.enqueue("letters@bank.example", "d@fi.example");
    scene.enqueue("", "nobody-is-told@fi.example");
    NoticeWriter writer =
        NoticeWriter.builder(Domain.of("mail.bank.example")).clock(scene.clock()).build();
    try (QueueWorker worker = scene.worker().notices(NoticeMailer.of(writer, this::post)).build()) {
      scene.pass(worker, Duration.ofDays(6), STEP);
    }
    assertThat(told("reports@bank.example"))
        .containsExactly(
            "delayed 4.7.4 rfc822; a@fi.example",
            "delayed 4.7.4 rfc822; b@fi.example, rfc822; c@fi.example",
            "failed 5.4.7 rfc822; a@fi.example",
            "failed 5.4.7 rfc822; b@fi.example, rfc822; c@fi.example");
    assertThat(told("letters@bank.example"))
        .containsExactly("delayed 4.7.4 rfc822; d@fi.example", "failed 5.4.7 rfc822; d@fi.example");
  }

  /** GreenMail knows neither TLS nor the null reverse path: the test is the postman. */
  private QueueId post(QueueSubmission notice) throws IOException {
    String sender = notice.envelope().recipients().get(0).mailbox().toString();
    try (InputStream octets = notice.content().open()) {
      requireNonNull(users.get(sender), sender)
          .deliver(new MimeMessage(Session.getInstance(new Properties()), octets));
      return QueueId.next(scene.clock().instant());
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  /** Action, status and recipients of each notice in a mailbox, as a program reads them. */
  private List<String> told(String sender) throws MessagingException, IOException {
    List<String> told = new ArrayList<>();
    try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
      store.connect("127.0.0.1", mailboxes.getImap().getPort(), sender, PASSWORD);
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        for (Message message : inbox.getMessages()) {
          told.add(textOf((MultipartReport) message.getContent()));
        }
      }
    }
    told.sort(null);
    return told;
  }

  private static String textOf(MultipartReport report) throws MessagingException {
    DeliveryStatus status = (DeliveryStatus) report.getReport();
    List<String> recipients = new ArrayList<>();
    for (int i = 0; i < status.getRecipientDSNCount(); i++) {
      recipients.add(status.getRecipientDSN(i).getHeader("Final-Recipient", null));
    }
    return status.getRecipientDSN(0).getHeader("Action", null)
        + " "
        + status.getRecipientDSN(0).getHeader("Status", null)
        + " "
        + String.join(", ", recipients);
  }
}
