package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrentSendingTest {
  private static final int THREADS = 8;
  private static final int MESSAGES_EACH = 5;

  private final MailScene scene = new MailScene();
  private final Session session = scene.session();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void close() {
    threads.shutdownNow();
    scene.close();
  }

  @Test
  void manyThreadsSendThroughOneTransport() throws Exception {
    try (Transport transport = session.getTransport()) {
      transport.connect();
      inAllThreads(message -> transport.sendMessage(message, message.getAllRecipients()));
    }
    assertEachArrivedAtItsOwnRecipient();
  }

  @Test
  void manyThreadsSendThroughOneSession() throws Exception {
    inAllThreads(Transport::send);
    assertEachArrivedAtItsOwnRecipient();
  }

  @FunctionalInterface
  private interface Sending {
    void send(MimeMessage message) throws Exception;
  }

  private void inAllThreads(Sending sending) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "thread" + i;
      Callable<Object> work =
          () -> {
            start.await(20, TimeUnit.SECONDS);
            for (int n = 0; n < MESSAGES_EACH; n++) {
              sending.send(messageTo(name + "." + n));
            }
            return name;
          };
      all.add(threads.submit(work));
    }
    for (Future<?> one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  private MimeMessage messageTo(String name) throws Exception {
    MimeMessage message = MailScene.message(session);
    message.setRecipients(RecipientType.TO, name + "@fi.example");
    message.setText("for " + name + ".\r\n");
    message.saveChanges();
    return message;
  }

  private void assertEachArrivedAtItsOwnRecipient() {
    assertThat(scene.fi().messages())
        .hasSize(THREADS * MESSAGES_EACH)
        .allSatisfy(
            received -> {
              String address = received.recipients().get(0).address();
              assertThat(received.contentText())
                  .contains("for " + address.substring(0, address.indexOf('@')) + ".");
            });
    assertThat(scene.fi().messages())
        .extracting(received -> received.recipients().get(0).address())
        .doesNotHaveDuplicates();
  }
}
