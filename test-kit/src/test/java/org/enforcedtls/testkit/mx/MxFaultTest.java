package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.enforcedtls.testkit.mx.FaultyMx.CA;
import static org.enforcedtls.testkit.mx.FaultyMx.inTls;
import static org.enforcedtls.testkit.mx.FaultyMx.meet;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault before MAIL shows what its Javadoc says, to a client that judges nothing. */
@Timeout(60)
class MxFaultTest {
  @Test
  void silentSaysNothing() throws IOException {
    meet(
        MxFault.SILENT,
        mx -> {
          try (RawClient client = new RawClient(mx.address())) {
            client.send("EHLO client.test\r\n");
            assertSilence(client);
          }
        });
  }

  @Test
  void resetOnConnectIsAReset() throws IOException {
    meet(
        MxFault.RESET_ON_CONNECT,
        mx ->
            assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> RawClient.greetedBy(mx).close()));
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "NO_SERVICE", "GREETING_CUT_OFF"})
  void greetingThatEndsTheConnectionArrivesWhole(MxFault fault) throws IOException {
    meet(
        fault,
        mx -> {
          try (RawClient client = new RawClient(mx.address())) {
            client.send("EHLO too.early\r\n"); // Unread input must not turn the end into a reset.
            assertThat(client.rest())
                .isEqualTo(
                    switch (fault) {
                      case BUSY -> "421 4.3.2 too busy\r\n";
                      case NO_SERVICE -> "554 5.3.2 no mail here\r\n";
                      default -> "220 mx";
                    });
          }
        });
  }

  @Test
  void notSmtpIsSsh() throws IOException {
    meet(
        MxFault.NOT_SMTP,
        mx -> {
          try (RawClient client = new RawClient(mx.address())) {
            assertThat(client.line()).isEqualTo("SSH-2.0-OpenSSH_9.0\r\n");
          }
        });
  }

  @Test
  void ehloRefusedLeavesHelo() throws IOException {
    meet(
        MxFault.EHLO_REFUSED,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            assertThat(client.say("EHLO client.test\r\n")).startsWith("502 ");
            assertThat(client.say("HELO client.test\r\n")).startsWith("250 ");
          }
        });
  }

  @Test
  void endlessEhloReplyComesWithoutWaiting() throws IOException {
    meet(
        MxFault.EHLO_ENDLESS,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            client.send("EHLO client.test\r\n");
            for (int i = 0; i < 10_000; i++) {
              assertThat(client.line()).isEqualTo("250-x\r\n");
            }
          }
        });
  }

  @Test
  void drippingEhloReplyComesALineEachTime() throws IOException {
    meet(
        MxFault.EHLO_DRIPPING,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            client.send("EHLO client.test\r\n");
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
              assertThat(client.line()).isEqualTo("250-x\r\n");
            }
            // The first comes at once.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(550));
          }
        });
  }

  @Test
  void startTlsIsNotOffered() throws IOException {
    meet(
        MxFault.NO_STARTTLS,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            assertThat(client.say("EHLO client.test\r\n"))
                .isEqualTo("250-mx.test\r\n250 PIPELINING\r\n");
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS_REFUSED", "STARTTLS_ANSWERED_250"})
  void startTlsThatIsNotCarriedOutLeavesTheDialogueInClear(MxFault fault) throws IOException {
    meet(
        fault,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            assertThat(client.say("EHLO client.test\r\n")).contains("STARTTLS");
            assertThat(client.say("STARTTLS\r\n"))
                .startsWith(fault == MxFault.STARTTLS_REFUSED ? "454 " : "250 ");
            assertThat(client.say("NOOP\r\n")).startsWith("250 2.0.0");
            assertThat(mx.connections().get(0).tls()).isEmpty();
          }
        });
  }

  @Test
  void injectedRepliesComeInClearBeforeTlsThatWorks() throws IOException {
    meet(
        MxFault.PLAINTEXT_INJECTED,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            assertThat(client.say("STARTTLS\r\n")).isEqualTo("220 2.0.0 go ahead\r\n");
            assertThat(client.reply()).isEqualTo("250-evil.test\r\n250 AUTH PLAIN\r\n");
            client.startTls(CA.clientContext());
            assertThat(client.say("EHLO client.test\r\n")).startsWith("250-mx.test\r\n");
          }
          assertThat(mx.connections().get(0).wireLog().entries())
              .filteredOn(entry -> entry.direction() == Direction.SENT)
              .element(1)
              .isEqualTo(
                  new WireLog.Entry(
                      Direction.SENT,
                      Protection.CLEAR,
                      "220 2.0.0 go ahead\r\n250-evil.test\r\n250 AUTH PLAIN\r\n"));
        });
  }

  @Test
  void lateInjectedReplyComesInClearAfterAWhile() throws IOException {
    meet(
        MxFault.PLAINTEXT_INJECTED_LATE,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            assertThat(client.say("STARTTLS\r\n")).isEqualTo("220 2.0.0 go ahead\r\n");
            long start = System.nanoTime();
            assertThat(client.reply()).isEqualTo("250 evil.test\r\n");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(30));
          }
        });
  }

  @Test
  void silentStartTlsTakesTheClientHello() throws IOException {
    meet(
        MxFault.STARTTLS_SILENT,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            assertThat(client.say("STARTTLS\r\n")).startsWith("220");
            client.patience(200);
            assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> client.startTls(CA.clientContext()));
          }
        });
  }

  @Test
  void startTlsResetIsAReset() throws IOException {
    meet(
        MxFault.STARTTLS_RESET,
        mx -> {
          try (RawClient client = RawClient.greetedBy(mx)) {
            client.send("STARTTLS\r\n");
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::rest);
          }
        });
  }

  @Test
  void startTlsIsOfferedInsideTls() throws IOException {
    meet(
        MxFault.STARTTLS_OFFERED_IN_TLS,
        mx -> {
          try (RawClient client = inTls(mx)) {
            assertThat(client.say("EHLO client.test\r\n")).endsWith("250 STARTTLS\r\n");
          }
        });
  }

  @Test
  void faultsUpToTheGreetingNeedNoTls() throws IOException {
    for (MxFault fault : EnumSet.range(MxFault.SILENT, MxFault.NO_STARTTLS)) {
      ScriptedMx.builder().fault(fault).start().close();
    }
  }

  private static void assertSilence(RawClient client) throws IOException {
    client.patience(150);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
  }
}
