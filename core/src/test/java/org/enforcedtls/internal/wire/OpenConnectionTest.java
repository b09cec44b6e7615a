package org.enforcedtls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.internal.time.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a host has left without a word of TLS. */
@Timeout(30)
class OpenConnectionTest {
  private final ServerSocket listening;
  private final Watchdog watchdog = new Watchdog();
  private final Socket ours;
  private final Socket theirs;
  private final Connection connection;

  OpenConnectionTest() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    ours = new Socket(listening.getInetAddress(), listening.getLocalPort());
    theirs = listening.accept();
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));
    connection =
        new Connection(ours, new StepTimer(watchdog, DialogueTimeouts.defaults(), deadline, ours));
  }

  @AfterEach
  void close() throws IOException {
    ours.close();
    theirs.close();
    listening.close();
    watchdog.close();
  }

  @Test
  void hostThatIsSilentIsThere() throws IOException {
    assertThat(connection.isOpen()).isTrue();
    assertThat(ours.getSoTimeout()).isZero();
  }

  @Test
  void hostThatEndedTcpHasLeft() throws IOException {
    theirs.shutdownOutput();
    assertThat(ours.getInputStream().read()).isNegative(); // its end has come
    assertThat(connection.isQuiet()).isTrue();
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void hostThatSaysSomethingIsOfNoFurtherUse() throws IOException {
    theirs.getOutputStream().write('2');
    while (ours.getInputStream().available() == 0) {
      Thread.onSpinWait();
    }
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void connectionThatWasClosedHereIsNotOpen() throws IOException {
    ours.close();
    assertThat(connection.isOpen()).isFalse();
  }
}
