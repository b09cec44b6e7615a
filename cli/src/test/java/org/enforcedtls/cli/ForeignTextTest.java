package org.enforcedtls.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of a host in what {@code send} prints. */
class ForeignTextTest {
  private static final String EVIL =
      "5.7.1 \33[31m\33]0;t\7 \b\r\0 \u009b2J \u202e\u2066 </td><script>x('&amp;')</script> \"}";

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "STARTTLS", "MAIL", "RCPT", "DATA", "END_OF_CONTENT"})
  void reachesNoTerminalAndNoPageRaw(Cue cue) throws IOException {
    DeliveryReport report = reportOfHostThatSays(cue, "554-" + EVIL + "\r\n554 " + EVIL + "\r\n");
    String json = JsonReport.of(report);
    assertThat(json.replace(System.lineSeparator(), ""))
        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
    assertThat(json).doesNotContain("<", ">", "&", "'");
    JsonNode recipient = new ObjectMapper().readTree(json).at("/recipients/0");
    assertThat(recipient.at("/cause/text").asText())
        .contains("\\u{1b}[31m", "</td><script>x('&amp;')</script> \"}");
    assertThat(HumanReport.of(report).replace(System.lineSeparator(), ""))
        .contains("\\u{1b}[31m")
        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
  }

  private static DeliveryReport reportOfHostThatSays(Cue cue, String reply) throws IOException {
    TestCa ca = TestCa.create("Test CA");
    try (TestDns dns = TestDns.start();
        LoopbackNetwork network = new LoopbackNetwork();
        ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(ca.issue("mx.fi.example"))
                .capabilitiesInTls("PIPELINING")
                .on(cue, reply)
                .start();
        EnforcedTlsClient client =
            EnforcedTlsClient.builder("mail.bank.example")
                .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
                .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
                .socketFactory(network)
                .build()) {
      dns.mx("fi.example", 10, "mx.fi.example").address("mx.fi.example", "192.0.2.1");
      network.host("192.0.2.1", mx);
      return client.deliver(
          Envelope.from("").to("inbox@fi.example").build(),
          MailContent.ofOctets("Subject: x\r\n\r\n".getBytes(UTF_8)));
    }
  }
}
