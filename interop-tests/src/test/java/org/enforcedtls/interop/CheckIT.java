package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.AddressRange;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.preflight.Severity;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The check before there is mail, with zones that BIND serves and Postfix as MX hosts: it names the
 * fault of each partner, and no other; and a delivery comes to the same end.
 */
class CheckIT {
  /** Domain, and the codes of all findings. */
  private static final String EXPECTED =
      """
      # Nothing is wrong.
      healthy.fi.example          |
      as-registered.fi.example    |
      dane.fi.example             |
      sts.fi.example              |
      # The certificate.
      expired.fi.example          | certificate-expired
      early.fi.example            | certificate-not-yet-valid
      stranger.fi.example         | certificate-untrusted
      self-signed.fi.example      | certificate-untrusted
      gap.fi.example              | certificate-untrusted
      damaged.fi.example          | certificate-untrusted
      misnamed.fi.example         | certificate-name-mismatch
      common-name-only.fi.example | certificate-name-mismatch
      rsa-1024.fi.example         | certificate-weak-key
      sha-1.fi.example            | certificate-weak-signature
      client-only.fi.example      | certificate-unsuitable
      must-staple.fi.example      | revocation-unknown
      revoked.fi.example          | certificate-revoked
      two-faults.fi.example       | certificate-expired certificate-name-mismatch
      soon.fi.example             | certificate-expires-soon
      very-soon.fi.example        | certificate-expires-very-soon
      # What the host does.
      as-shipped.fi.example       | weak-cipher-accepted weak-protocol-accepted
      no-starttls.fi.example      | starttls-not-offered
      no-certificate.fi.example   | tls-handshake-failed
      broken-tls.fi.example       | starttls-refused
      old-tls.fi.example          | tls-handshake-failed weak-protocol-accepted
      old-tls-too.fi.example      | weak-protocol-accepted
      null-suites.fi.example      | tls-handshake-failed weak-cipher-accepted
      anonymous-suites.fi.example | tls-handshake-failed weak-cipher-accepted
      null-suites-too.fi.example  | weak-cipher-accepted
      weaker-suites.fi.example    | cipher-below-recommended
      rejecting.fi.example        | greeting-rejected
      busy.fi.example             | greeting-rejected
      no-ehlo.fi.example          | ehlo-rejected
      silent.fi.example           | timed-out
      closed.fi.example           | connect-failed
      # What is registered.
      other-issuer.fi.example     | certificate-issuer-not-approved
      renamed.fi.example          | common-name-changed
      mx-gone.fi.example          | mx-gone
      mx-replaced.fi.example      | mx-gone mx-not-in-policy
      mx-new.fi.example           | mx-not-in-policy
      mx-order.fi.example         | mx-order-changed
      moved.fi.example            | address-gone address-not-registered
      address-gone.fi.example     | address-gone
      # What the DNS says.
      absent.fi.example           | dns-not-found
      null-mx.fi.example          | null-mx
      no-address.fi.example       | no-address
      inward.fi.example           | address-refused
      bogus-mx.fi.example         | dns-bogus
      bogus-address.fi.example    | dns-bogus
      lapsed.example              | policy-unavailable
      unproved.plain.example      | mx-name-unproved
      # What is published.
      tlsa-mismatch.fi.example    | tlsa-mismatch
      tlsa-unusable.fi.example    | tlsa-unusable
      tlsa-bogus.fi.example       | dns-bogus
      sts-without-host.fi.example | mx-not-in-policy
      sts-not-found.fi.example    | sts-status
      sts-invalid.fi.example      | sts-policy-invalid
      """;

  /** Whom nobody waits for any longer than needed. */
  private static final String SILENT = "silent.fi.example";

  private static final MailContent MESSAGE =
      MailContent.ofOctets("Subject: test\r\n\r\nbody\r\n".getBytes(US_ASCII));

  @TempDir private static Path directory;

  private static final TestCa APPROVED = TestCa.create("Approved CA");
  private static CheckHosts hosts;
  private static CheckCases cases;
  private static BindTree tree;

  @BeforeAll
  static void start() throws Exception {
    BindTree.assumeBind();
    PostfixScene.assumePostfix();
    hosts = new CheckHosts(directory);
    cases = new CheckCases(APPROVED, hosts, directory);
    tree = BindTree.start(Files.createDirectory(directory.resolve("dns")), cases.zones());
    hosts.start(APPROVED.issue("postfix.example"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (tree != null) {
      tree.close();
    }
    if (hosts != null) {
      hosts.close();
    }
    if (cases != null) {
      cases.close();
    }
  }

  @Test
  void eachFaultIsNamedAndNothingElseAndADeliveryAgrees() throws Exception {
    SoftAssertions cells = new SoftAssertions();
    int accepted = 0;
    try (EnforcedTlsClient checking = client(Duration.ofSeconds(20));
        EnforcedTlsClient delivering = client(Duration.ofSeconds(20));
        EnforcedTlsClient hurried = client(Duration.ofSeconds(1))) {
      for (String[] row : rows().toList()) {
        boolean isSilent = row[0].equals(SILENT);
        PreflightRequest request = PreflightRequest.of(Domain.of(row[0]));
        Readiness readiness =
            check(
                isSilent ? hurried : checking,
                isAskedForWeakOffers(row) ? request.withWeakOffers() : request);
        cells
            .assertThat(codes(readiness.findings().stream()))
            .as("%s: %s", row[0], readiness.findings())
            .isEqualTo(expected(row[1]));
        RecipientOutcome outcome = deliver(isSilent ? hurried : delivering, row[0]);
        assertAgreement(cells, row[0], readiness, outcome);
        accepted += outcome.isAccepted() ? 1 : 0;
      }
    }
    cells.assertAll();
    // A check leaves no message anywhere.
    assertThat(hosts.awaitMessages(accepted)).isEqualTo(accepted);
  }

  private static void assertAgreement(
      SoftAssertions cells, String domain, Readiness readiness, RecipientOutcome outcome) {
    cells
        .assertThat(readiness.isDeliverable())
        .as("%s: %s, but %s", domain, readiness.findings(), outcome)
        .isEqualTo(outcome.isAccepted());
    outcome
        .failure()
        .ifPresent(
            cause ->
                cells
                    .assertThat(
                        codes(
                            readiness.findings().stream()
                                .filter(finding -> finding.severity() == Severity.FAILURE)))
                    .as(domain)
                    .contains(cause.code().code()));
  }

  private static Stream<String[]> rows() {
    return EXPECTED
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" *[|] *", -1));
  }

  private static Set<String> expected(String codes) {
    return codes.isEmpty() ? Set.of() : new TreeSet<>(List.of(codes.split(" ", -1)));
  }

  private static Set<String> codes(Stream<Finding> findings) {
    return findings.map(Finding::code).collect(Collectors.toCollection(TreeSet::new));
  }

  private static EnforcedTlsClient client(Duration patience) throws Exception {
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(TrustAnchors.of(List.of(APPROVED.certificate())))
        .policies(cases::policyFor)
        .dnsClient(tree.client(tree.validating()))
        .dane(DaneUse.WHERE_PUBLISHED)
        .mtaSts(PolicyCache.inMemory())
        .addressFilter(AddressFilter.publicOnly().allowing(List.of(AddressRange.of("127.0.0.0/8"))))
        .timeouts(DialogueTimeouts.defaults().withAll(patience))
        .build();
  }

  private static Readiness check(EnforcedTlsClient client, PreflightRequest request) {
    return ReadinessRules.defaults().judge(client.preflight(request));
  }

  /** Each takes some connections, so that not every host is asked. */
  private static boolean isAskedForWeakOffers(String[] row) {
    return row[1].isEmpty() || row[1].contains("weak-");
  }

  private static RecipientOutcome deliver(EnforcedTlsClient client, String domain) {
    return client
        .deliver(Envelope.from("reports@bank.example").to("inbox@" + domain).build(), MESSAGE)
        .outcomes()
        .get(0);
  }
}
