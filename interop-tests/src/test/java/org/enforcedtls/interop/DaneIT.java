package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.AddressRange;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DANE with zones that BIND serves and Postfix as MX hosts; and what Postfix as client says. */
class DaneIT {
  /** Domain, what we say, and what posttls-finger says: each difference has its reason above it. */
  private static final String EXPECTED =
      """
      # Of one mind.
      ee11.fi.example               | accepted by 3 1 1         | Verified
      ee01.fi.example               | accepted by 3 0 1         | Verified
      ee12.fi.example               | accepted by 3 1 2         | Verified
      ee00.fi.example               | accepted by 3 0 0         | Verified
      ee-expired.fi.example         | accepted by 3 1 1         | Verified
      ee-misnamed.fi.example        | accepted by 3 1 1         | Verified
      ee-mismatch.fi.example        | tlsa-mismatch             | Untrusted
      roll-over.fi.example          | accepted by 3 1 1         | Verified
      agility.fi.example            | tlsa-mismatch             | Untrusted
      no-starttls.fi.example        | starttls-not-offered      | no connection
      bogus.fi.example              | dns-bogus                 | TLSA lookup error
      ta11.fi.example               | accepted by 2 1 1         | Verified
      ta01.fi.example               | accepted by 2 0 1         | Verified
      ta-in-full.fi.example         | accepted by 2 0 0         | Verified
      ta-chain.fi.example           | accepted by 2 0 1         | Verified
      ta-intermediate.fi.example    | accepted by 2 0 1         | Verified
      ta-next-hop.fi.example        | accepted by 2 0 1         | Verified
      ta-not-sent.fi.example        | tlsa-mismatch             | Untrusted
      ta-mismatch.fi.example        | tlsa-mismatch             | Untrusted
      ta-misnamed.fi.example        | certificate-name-mismatch | Untrusted
      ta-expired.fi.example         | certificate-expired       | Untrusted
      alias.fi.example              | accepted by 3 1 1         | Verified
      alias-outward.fi.example      | accepted by 3 1 1         | Verified
      domain-alias.fi.example       | accepted by 2 0 1         | Verified
      # The MX records are not secure, so we look up no TLSA records and ask for a CA. It does look.
      hosted.plain.example          | certificate-untrusted     | Trusted
      hosted-mismatch.plain.example | accepted by its CA        | Untrusted
      # Of keys that can be broken it asks no more than OpenSSL does. We hold the mail.
      ee-weak.fi.example            | certificate-weak-key      | Verified
      # No record counts, so DANE has no say: it would send to whoever answers, we ask for a CA.
      pkix.fi.example               | accepted by its CA        | Untrusted
      pkix-unapproved.fi.example    | certificate-untrusted     | Untrusted
      short.fi.example              | accepted by its CA        | Untrusted
      absent.fi.example             | accepted by its CA        | Untrusted
      absent-unapproved.fi.example  | certificate-untrusted     | Untrusted
      insecure.plain.example        | accepted by its CA        | Untrusted
      """;

  private static final MailContent MESSAGE =
      MailContent.ofOctets("Subject: test\r\n\r\nbody\r\n".getBytes(US_ASCII));

  @TempDir private static Path directory;

  private static final TestCa APPROVED = TestCa.create("Approved CA");
  private static DaneHosts hosts;
  private static BindTree tree;

  @BeforeAll
  static void start() throws Exception {
    BindTree.assumeBind();
    PostfixScene.assumePostfix();
    hosts = new DaneHosts(directory);
    DaneCases cases = new DaneCases(APPROVED, hosts);
    tree = BindTree.start(directory, cases.zones());
    hosts.start(APPROVED.issue("mx.postfix.example"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (tree != null) {
      tree.close();
    }
    if (hosts != null) {
      hosts.close();
    }
  }

  private static Stream<String[]> rows() {
    return EXPECTED
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" *[|] *", -1));
  }

  private static void assertDeliveries(DnssecPosture posture, Stream<String[]> rows) {
    SoftAssertions cells = new SoftAssertions();
    try (EnforcedTlsClient client =
        EnforcedTlsClient.builder("mail.bank.example")
            .trustAnchors(TrustAnchors.of(List.of(APPROVED.certificate())))
            .dnsClient(tree.client(posture))
            .dane(DaneUse.WHERE_PUBLISHED)
            .addressFilter(
                AddressFilter.publicOnly().allowing(List.of(AddressRange.of("127.0.0.0/8"))))
            .build()) {
      rows.forEach(
          row -> {
            RecipientOutcome outcome = deliver(client, row[0]);
            cells.assertThat(said(outcome)).as("%s: %s", row[0], outcome).isEqualTo(row[1]);
          });
    }
    cells.assertAll();
  }

  private static RecipientOutcome deliver(EnforcedTlsClient client, String domain) {
    return client
        .deliver(Envelope.from("reports@bank.example").to("inbox@" + domain).build(), MESSAGE)
        .outcomes()
        .get(0);
  }

  private static String said(RecipientOutcome outcome) {
    List<Attempt> attempts = outcome.trace().attempts();
    return outcome
        .failure()
        .map(cause -> cause.code().code())
        .orElseGet(
            () ->
                attempts
                    .get(attempts.size() - 1)
                    .tls()
                    .flatMap(TlsEvidence::tlsa)
                    .map(tlsa -> "accepted by " + tlsa.substring(0, "3 1 1".length()))
                    .orElse("accepted by its CA"));
  }

  @Test
  void hostsAreJudgedByWhatTheirZonesAnnounceValidatedHere() throws Exception {
    assertDeliveries(tree.validating(), rows());
  }

  /** BIND 9.18 does not say that what it refuses is bogus; the mail is held as well. */
  @Test
  void hostsAreJudgedAlikeByWhatBindValidates() {
    Set<String> ofTheDns = Set.of("bogus", "alias", "alias-outward", "domain-alias", "hosted");
    assertDeliveries(
        DnssecPosture.trustingLoopbackResolvers(),
        rows()
            .filter(row -> ofTheDns.contains(row[0].substring(0, row[0].indexOf('.'))))
            .map(row -> new String[] {row[0], row[1].replace("dns-bogus", "tlsa-unavailable")}));
  }

  @Test
  void clientOfPostfixSaysTheSameButForWhatTheTableExplains() throws Exception {
    assumeTrue(
        PostTlsFinger.isUsable(),
        "SKIPPED, NOTHING WAS PROVED: no posttls-finger, or no right to mount (unshare -m)");
    SoftAssertions cells = new SoftAssertions();
    try (DnsRelay relay = DnsRelay.to(tree.resolver())) {
      PostTlsFinger finger =
          new PostTlsFinger(Files.createDirectory(directory.resolve("finger")), relay.address());
      for (String[] row : rows().toList()) {
        PostTlsFinger.Sight sight = finger.look(row[0]);
        cells.assertThat(sight.word()).as("%s: %s", row[0], sight.out()).isEqualTo(row[2]);
      }
    }
    cells.assertAll();
  }
}
