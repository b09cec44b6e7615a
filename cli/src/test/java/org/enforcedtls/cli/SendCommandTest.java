package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                          | expected a command
          nonsense                                                    | nonsense
          send                                                        | --from
          send --from a@b.example                                     | --to
          send --from a --to c@d.example x.eml                        | expected local-part@domain
          send --from a@b.example --to c@[192.0.2.1] x.eml            | address literal
          send --from a@b.example --to c@d.example --deadline 5 x.eml | expected a duration
          send --from a@b.example --to c@d.example --resolver d x.eml | expected the IP address
          send --from a@b.example --to c@d.example --engine x x.eml   | --engine
          send --from a@b.example --to c@d.example --notify X x.eml   | --notify
          send --from a@b.example --to c@d.example --requiretls --tls-required-no x.eml | found both
          send --from a@b.example --to c@d.example --to e@f.example --orcpt g@h.example x.eml | --orcpt
          """)
  void misuseExitsWith64AndSaysWhatWasExpected(String arguments, String message) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isEqualTo(64);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --trust-anchors nowhere.pem  | nowhere.pem
          --policy nowhere.yaml        | nowhere.yaml
          --ehlo not_a..name           | domain
          --allow-address 300.0.0.0/8  | 300.0.0.0/8
          --timeout lunch=5m           | expected one of connect, greeting
          --timeout greeting=soon      | expected a duration
          --dane --dnssec-anchor no.key | no.key
          --dane --trusted-resolver --dnssec-anchor no.key | expected --dnssec-anchor or --trusted-resolver, found both
          --dane --trusted-resolver --resolver 192.0.2.53 | expected trusted resolvers at loopback addresses, found 192.0.2.53
          """)
  void settingThatIsNotUsableExitsWith78(String arguments, String message) throws IOException {
    String sent = "send --from a@b.example --to c@d.example " + arguments + " " + message();
    assertThat(run(sent.split(" ", -1))).as(err.toString()).isEqualTo(78);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void recipientThatBeginsWithAnAtSignNamesNoFileOfArguments() throws IOException {
    Path arguments =
        Files.writeString(directory.resolve("args"), "c@d.example --trust-anchors nowhere.pem");
    assertThat(run("send", "--from", "", "--to", "@" + arguments, message())).isEqualTo(64);
    assertThat(err.toString()).contains("mailbox \"@");
  }

  @Test
  void messageWithoutAnythingExitsWith78() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.eml"));
    assertThat(run("send", "--from", "a@b.example", "--to", "c@d.example", empty.toString()))
        .isEqualTo(78);
    assertThat(err.toString()).contains("expected a header section, found nothing");
  }

  @Test
  void messageThatIsNotThereExitsWith78() {
    assertThat(run("send", "--from", "", "--to", "c@d.example", "--ehlo", "a.example", "gone.eml"))
        .isEqualTo(78);
    assertThat(err.toString()).contains("gone.eml");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a@mute.example --requiretls,   69, 'a@mute.example: failed for good, mx-not-authenticated (5.7.10)'
          a@gone.example,                69, 'a@gone.example: failed for good, dns-not-found (5.1.2)'
          a@gone.example b@mute.example, 75, 'b@mute.example: not sent, try again later'
          """)
  void exitCodeTellsWhetherToTryAgain(String recipients, int exitCode, String line)
      throws IOException {
    try (TestDns dns = TestDns.start()) {
      dns.mx("mute.example", 10, "mx.mute.example").address("mx.mute.example", "10.0.0.1");
      StringBuilder command =
          new StringBuilder("send --ehlo mail.bank.example --from a@bank.example --resolver ")
              .append("127.0.0.1:")
              .append(dns.socketAddress().getPort());
      for (String word : recipients.split(" ", -1)) {
        command.append(word.startsWith("--") ? " " : " --to ").append(word);
      }
      command.append(' ').append(message());
      assertThat(run(command.toString().split(" ", -1))).isEqualTo(exitCode);
      assertThat(out.toString()).contains(line).contains("call ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--trusted-resolver", "--dnssec-anchor root.key"})
  void bogusDomainIsHeldWhoeverChecks(String mode) throws IOException {
    try (TestDns dns = TestDns.start()) {
      dns.zone("broken.example", ZoneSigning.BROKEN_SIGNATURES)
          .mx("broken.example", 10, "mx.broken.example");
      Path key = Files.writeString(directory.resolve("root.key"), dns.trustAnchor() + "\n");
      String command =
          "send --dane "
              + mode.replace("root.key", key.toString())
              + " --ehlo mail.bank.example --from a@bank.example --to a@broken.example --resolver "
              + "127.0.0.1:"
              + dns.socketAddress().getPort()
              + " "
              + message();
      assertThat(run(command.split(" ", -1))).as(err.toString()).isEqualTo(75);
      assertThat(out.toString()).contains("a@broken.example: not sent, try again later, dns-bogus");
    }
  }

  @Test
  void helpTeaches() {
    assertThat(run("send", "--help")).isZero();
    assertThat(out.toString()).contains("--policy", "Exit codes:", "75", "Examples:");
  }

  private String message() throws IOException {
    return Files.writeString(directory.resolve("m.eml"), "Subject: x\n\nbody\n").toString();
  }

  private int run(String... arguments) {
    return EnforcedTls.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
