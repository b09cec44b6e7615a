package org.enforcedtls.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.CipherProfile;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;

/**
 * Sends one message to a good partner and to partners with one fault each, and prints what became
 * of it. Everything runs in this process.
 */
public final class FirstDeliveries {
  private FirstDeliveries() {}

  /**
   * Runs the deliveries.
   *
   * @param args play no part
   * @throws IOException if a server cannot be started
   */
  public static void main(String[] args) throws IOException {
    try (Partners partners = new Partners()) {
      print(partners, deliver(partners), System.out);
    }
  }

  static DeliveryReport deliver(Partners partners) {
    try (EnforcedTlsClient client =
        EnforcedTlsClient.builder("mail.bank.example")
            .policies(PartnerTable.of(List.of(rowForWeakPartner())))
            .trustAnchors(partners.approvedCas())
            .dnsClient(partners.dnsClient())
            .socketFactory(partners.network())
            .build()) {
      Envelope.Builder envelope = Envelope.from("reports@bank.example");
      partners.all().forEach(partner -> envelope.to("inbox@" + partner.domain()));
      return client.deliver(
          envelope.build(),
          MailContent.ofOctets(
              "Subject: Quarterly figures\r\n\r\nFor your eyes only.\r\n"
                  .getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** A row that wants forward secrecy and authenticated encryption, whatever the default admits. */
  private static PartnerRow rowForWeakPartner() {
    List<CipherSuite> suites =
        Stream.of(
                "TLS_AES_256_GCM_SHA384",
                "TLS_AES_128_GCM_SHA256",
                "ECDHE-ECDSA-AES256-GCM-SHA384",
                "ECDHE-RSA-AES256-GCM-SHA384")
            .map(CipherSuite::of)
            .toList();
    TlsPolicy policy =
        TlsPolicy.builder(PolicyOrigin.partnerRow("example:1"))
            .domain(Domain.of("weak.example"))
            .channel(ChannelRequirement.of(TlsProtocol.TLS_1_2, CipherProfile.of("strong", suites)))
            .contact("postmaster@weak.example")
            .build();
    return new PartnerRow(Domain.of("weak.example"), PartnerRow.Coverage.DOMAIN, policy);
  }

  private static void print(Partners partners, DeliveryReport report, PrintStream out) {
    String row = "%-20s %-48s %-10s %-6s %s%n";
    out.printf(row, "partner", "what it is like", "outcome", "status", "cause");
    for (int i = 0; i < report.outcomes().size(); i++) {
      RecipientOutcome outcome = report.outcomes().get(i);
      Partners.Partner partner = partners.all().get(i);
      out.printf(
          row,
          partner.domain(),
          partner.story(),
          outcome.conclusion().code(),
          outcome.status(),
          outcome.failure().map(Cause::code).map(code -> code.code()).orElse("-"));
    }
    out.println();
    out.println(report.outcomes().get(0).trace().attempts().get(0));
    out.println("Nothing was sent to any of the others.");
  }
}
