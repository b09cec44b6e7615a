package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.Direction;
import org.enforcedtls.testkit.mx.MxConnection;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.Test;

/** The example of docs/test-kit.md, so that it is compiled and run. */
class TestKitPageTest {
  private static final Path PAGE = Path.of("..", "docs", "test-kit.md");
  private static final Path THIS =
      Path.of("src", "test", "java", "org", "enforcedtls", "TestKitPageTest.java");

  private final Envelope envelope =
      Envelope.from("reports@bank.example").to("in@fi.example").build();
  private final MailContent content =
      MailContent.ofOctets("Subject: a\r\n\r\nb\r\n".getBytes(StandardCharsets.UTF_8));

  @Test
  void exampleDoesWhatItSays() throws IOException {
    TestCa ca = TestCa.create("Test CA");
    try (TestDns dns = TestDns.start();
        LoopbackNetwork network = new LoopbackNetwork();
        ScriptedMx mx =
            ScriptedMx.builder()
                .hostName("mx.fi.example")
                .certificate(ca.issue("mx.fi.example"))
                .fault(MxFault.NO_STARTTLS)
                .start();
        EnforcedTlsClient client =
            EnforcedTlsClient.builder("mail.bank.example")
                .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
                .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
                .socketFactory(network)
                .build()) {
      dns.mx("fi.example", 10, "mx.fi.example").address("mx.fi.example", "192.0.2.1");
      network.host("192.0.2.1", mx);

      DeliveryReport held = client.deliver(envelope, content);

      assertThat(held.outcomes().get(0).failure().map(Cause::code))
          .contains(CauseCode.STARTTLS_NOT_OFFERED);
      MxConnection connection = mx.connections().get(0);
      assertThat(connection.wireLog().text(Direction.RECEIVED, Protection.CLEAR))
          .doesNotContain("MAIL FROM");

      mx.onDefault(Cue.EHLO); // the attack is over
      DeliveryReport sent = client.deliver(envelope, content);

      assertThat(sent.outcomes().get(0).conclusion()).isEqualTo(Conclusion.ACCEPTED);
      assertThat(mx.awaitMessages(1, Duration.ofSeconds(5)).get(0).protection())
          .isEqualTo(Protection.TLS);
    }
  }

  @Test
  void exampleIsThatOfThePage() throws IOException {
    List<String> example =
        Files.readString(PAGE)
            .replaceAll("(?s).*```java\n|\n```\n<!-- /example -->.*", "")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();

    assertThat(example).hasSizeGreaterThan(20);
    assertThat(Files.readAllLines(THIS).stream().map(String::strip).toList())
        .containsSubsequence(example);
  }
}
