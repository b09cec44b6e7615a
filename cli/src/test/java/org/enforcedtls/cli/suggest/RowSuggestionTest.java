package org.enforcedtls.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policyfile.PartnerFile;
import org.enforcedtls.policyfile.PartnerRowText;
import org.enforcedtls.policyfile.PartnerTableText;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a row is made of when the domain is really looked at. */
@Timeout(60)
class RowSuggestionTest {
  private final TestCa ca = TestCa.create("Bank CA");
  private final TrustAnchors anchors = TrustAnchors.of(List.of(ca.certificate()));
  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    network.close();
    dns.close();
  }

  @Test
  void rowHasWhatIsSeenAndIsOnlyObserved() throws IOException {
    host(10, "mx1.fi.example", "192.0.2.1", ca.issue("mx1.fi.example"));
    host(20, "mx2.fi.example", "192.0.2.2", ca.issue("mx2.fi.example"));
    PartnerRow row = reread(suggestion().orElseThrow());
    assertThat(row.policy().mxAdmission())
        .hasToString(
            "MX ADVISORY [mx1.fi.example 192.0.2.1 CN=mx1.fi.example,"
                + " mx2.fi.example 192.0.2.2 CN=mx2.fi.example]");
    assertThat(row.policy().enforcement().stage()).isEqualTo(Stage.OBSERVE);
    assertThat(row.policy().channel().profile()).hasToString("modern");
    assertThat(row.policy().contact()).hasValue("postmaster@fi.example");
    assertThat(anchors).allMatch(row.policy().certificate().issuers()::admits);
    assertThat(row.policy().certificate().issuers().isRestricted()).isTrue();
  }

  @Test
  void hostThatFailsIsInTheRowWithCommentThatSaysWhy() throws IOException {
    host(10, "mx1.fi.example", "192.0.2.1", ca.issue("mx1.fi.example"));
    host(20, "old.fi.example", "192.0.2.2", ca.certificate("old.fi.example").expired().issue());
    dns.mx("fi.example", 30, "clear.fi.example").address("clear.fi.example", "192.0.2.3");
    network.host(
        "192.0.2.3",
        ScriptedMx.builder()
            .certificate(ca.issue("clear.fi.example"))
            .fault(MxFault.NO_STARTTLS)
            .start());
    dns.mx("fi.example", 40, "inside.fi.example").address("inside.fi.example", "10.0.0.1");
    PartnerRowText text = suggestion().orElseThrow();
    assertThat(reread(text).policy().mxAdmission().hosts()).hasSize(4);
    assertThat(text.toString())
        .contains("# CHECK: 192.0.2.2: certificate-expired: ")
        .contains("# CHECK: 192.0.2.3: starttls-not-offered: ")
        .contains("# CHECK: address-refused: ")
        .contains("# CHECK: no path to an approved CA was found for every address")
        .contains("# CHECK: the MX records are not proved");
  }

  @Test
  void addressesWithDifferentCertificatesAreTold() throws IOException {
    host(10, "mx1.fi.example", "192.0.2.1", ca.issue("mx1.fi.example"));
    dns.address("mx1.fi.example", "192.0.2.2");
    network.host("192.0.2.2", ScriptedMx.builder().certificate(ca.issue("mx1.fi.example")).start());
    assertThat(suggestion().orElseThrow().toString())
        .contains("# CHECK: its addresses show 2 different certificates");
  }

  @Test
  void thereIsNoRowIfNoHostShowedCertificate() {
    dns.mx("fi.example", 10, "inside.fi.example").address("inside.fi.example", "10.0.0.1");
    try (EnforcedTlsClient client = client()) {
      Preflight seen = client.preflight(Domain.of("fi.example"));
      assertThat(RowSuggestion.of(seen, anchors)).isEmpty();
      assertThat(RowSuggestion.whyNone(seen)).startsWith("address-refused: ");
      Preflight gone = client.preflight(Domain.of("gone.example"));
      assertThat(RowSuggestion.of(gone, anchors)).isEmpty();
      assertThat(RowSuggestion.whyNone(gone)).startsWith("dns-not-found: ");
    }
  }

  private void host(int preference, String name, String address, TestCertificate certificate)
      throws IOException {
    dns.mx("fi.example", preference, name).address(name, address);
    network.host(address, ScriptedMx.builder().hostName(name).certificate(certificate).start());
  }

  private Optional<PartnerRowText> suggestion() {
    try (EnforcedTlsClient client = client()) {
      return RowSuggestion.of(client.preflight(Domain.of("fi.example")), anchors);
    }
  }

  private EnforcedTlsClient client() {
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(anchors)
        .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
        .socketFactory(network)
        .build();
  }

  private PartnerRow reread(PartnerRowText text) throws IOException {
    Path file = folder.resolve("partners.yaml");
    Files.writeString(file, PartnerTableText.of(List.of("suggested"), List.of(text)).toString());
    return PartnerFile.load(file).rows().get(0);
  }
}
