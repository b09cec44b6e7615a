package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command at sendmail's place, as a shell script calls it. */
class SendmailPlaceTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path directory;

  @Test
  void messageOfAShellScriptLeavesComplete() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "there is no /bin/sh");
    Path sendmail = sendmail();
    run(
        """
        %1$s -t -i <<END
        From: Reports <reports@bank.example>
        To: Inbox <inbox@fi.example>
        Bcc: audit@fi.example
        Subject: Night run

        It is done.
        .
        In full.
        END
        printf 'Subject: cron\\n\\nno header to speak of\\n.\\nnot sent\\n' |
          %1$s -FCronDaemon -B8BITMIME -oem inbox@fi.example
        """
            .formatted(sendmail));
    // In whichever order they came: "From" is before "Subject".
    List<ReceivedMessage> received =
        delivered(2).stream().sorted(Comparator.comparing(ReceivedMessage::contentText)).toList();
    assertThat(received.get(0).contentText())
        .startsWith("From: Reports <reports@bank.example>\r\nTo: Inbox <inbox@fi.example>\r\n")
        .endsWith("\r\n\r\nIt is done.\r\n.\r\nIn full.\r\n")
        .contains("\r\nDate: ", "\r\nMessage-ID: <")
        .doesNotContain("audit@");
    assertThat(received.get(1).contentText())
        .contains("From: \"CronDaemon\" <")
        .endsWith("\r\n\r\nno header to speak of\r\n");
  }

  /** Allowed what the manifest of the command's jar allows, else newer JDKs warn. */
  private Path sendmail() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path script =
        Files.writeString(
            directory.resolve("sendmail"),
            """
            #!/bin/sh
            exec '%s' -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' %s \\
              --ehlo mail.bank.example queue --spool '%s' submit "$@"
            """
                .formatted(
                    java,
                    System.getProperty("java.class.path"),
                    EnforcedTls.class.getName(),
                    directory.resolve("spool")));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private void run(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("script"), script);
    Path said = directory.resolve("said");
    Process shell =
        new ProcessBuilder(SHELL.toString(), "-e", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(shell.waitFor()).as(Files.readString(said)).isZero();
    assertThat(Files.readAllLines(said)).hasSize(2).allMatch(line -> line.length() == 26);
  }

  private List<ReceivedMessage> delivered(int count) throws IOException {
    TestCa ca = TestCa.create("Place CA");
    try (TestDns dns = TestDns.start();
        ScriptedMx mx =
            ScriptedMx.builder()
                .hostName("mx.fi.example")
                .certificate(ca.issue("mx.fi.example"))
                .start();
        LoopbackNetwork network = new LoopbackNetwork();
        EnforcedTlsClient client =
            EnforcedTlsClient.builder("mail.bank.example")
                .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
                .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
                .socketFactory(network)
                .build();
        DeliveryQueue queue = DeliveryQueue.inDirectory(directory.resolve("spool")).open();
        QueueWorker worker = queue.worker(client).build()) {
      dns.mx("fi.example", 10, "mx.fi.example").address("mx.fi.example", "192.0.2.1");
      network.host("192.0.2.1", mx);
      worker.doAllThatIsDue();
      mx.awaitMessages(count, Duration.ofSeconds(10));
      return mx.messages();
    }
  }
}
