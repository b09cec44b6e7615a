package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Party;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To which hosts a message goes that needs REQUIRETLS, what is said to them, and what else. */
class RequireTlsTest {
  private static final String FI = "fi.example";
  private static final String TO = "inbox@fi.example";
  private static final String MX = "mx.fi.example";
  private static final String MX2 = "mx2.fi.example";
  private static final String A1 = "192.0.2.1";
  private static final String A2 = "192.0.2.2";
  private static final String SENDER = "reports@bank.example";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  private ScriptedMxBuilder host(String name) {
    return scene.host(name).addCapabilityInTls("REQUIRETLS");
  }

  /** It offers in clear what it does not inside TLS. */
  private ScriptedMxBuilder hostWithout(String name) {
    return scene
        .host(name)
        .capabilities("STARTTLS", "REQUIRETLS")
        .capabilitiesInTls("PIPELINING", "SIZE 52428800", "8BITMIME", "CHUNKING");
  }

  private ScriptedMx start(String name, String address, ScriptedMxBuilder host) throws IOException {
    return scene.mx(FI, 10, name, address, host);
  }

  /** Has the names of all hosts authenticated by this. */
  private void authenticate(String by) throws IOException {
    switch (by) {
      case "nobody looks" -> {}
      case "nothing" -> sign(ZoneSigning.UNSIGNED);
      case "dnssec" -> sign(ZoneSigning.SIGNED);
      case "row" -> list(PolicyOrigin.partnerRow("partners.yaml:3"));
      case "mta-sts" -> list(new PolicyOrigin(PolicyOrigin.Kind.MTA_STS, "mta-sts"));
      default -> throw new IllegalArgumentException(by);
    }
  }

  private void sign(ZoneSigning signing) throws IOException {
    scene.dns().zone(FI, signing);
    scene
        .client()
        .dnsClient(
            DnsClient.builder()
                .resolvers(List.of(scene.dns().socketAddress()))
                .dnssec(
                    DnssecPosture.validating(
                        DnssecAnchors.parse("test", scene.dns().trustAnchor())))
                .build());
  }

  private void list(PolicyOrigin origin) {
    TlsPolicy policy =
        TlsPolicy.builder(origin)
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of("*.fi.example")))))
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(policy));
  }

  private static OutgoingMail mail(String from, TlsWish... wish) {
    Envelope.Builder envelope = Envelope.from(from).to(TO);
    Arrays.stream(wish).forEach(envelope::tlsWish);
    return new OutgoingMail(envelope.build(), MailContent.ofOctets(Scene.CONTENT.getBytes(UTF_8)));
  }

  private RecipientOutcome deliver(String from) {
    try (EnforcedTlsClient client = scene.client().build()) {
      return deliver(client, mail(from, TlsWish.REQUIRETLS));
    }
  }

  private static RecipientOutcome deliver(EnforcedTlsClient client, OutgoingMail mail) {
    return client.deliver(mail.envelope(), mail.content()).outcomes().get(0);
  }

  /** Such as {@code PERMANENT 5.7.30 requiretls-unsupported}. */
  private static String summary(RecipientOutcome outcome) {
    String code = outcome.failure().map(Cause::code).map(c -> " " + c.code()).orElse("");
    return outcome.conclusion() + " " + outcome.status() + code;
  }

  /** Whether the keyword stood in MAIL; {@code unsaid} too if there was no MAIL. */
  private static String said(ScriptedMx mx) {
    boolean isSaid =
        mx.connections().stream()
            .flatMap(connection -> connection.commands().stream())
            .filter(command -> command.verb().equals("MAIL"))
            .anyMatch(command -> command.argument().endsWith(" REQUIRETLS"));
    return isSaid ? "said" : "unsaid";
  }

  private static String dialled(ScriptedMx mx) {
    return mx.connections().isEmpty() ? "left alone" : "dialled";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # sender            | authenticated by | REQUIRETLS offered | MAIL answered       | host is    | in MAIL | outcome
          reports@bank.example | row             | inside TLS | 250 2.1.0 ok               | dialled    | said   | ACCEPTED 2.0.0
          reports@bank.example | dnssec          | inside TLS | 250 2.1.0 ok               | dialled    | said   | ACCEPTED 2.0.0
          reports@bank.example | mta-sts         | inside TLS | 250 2.1.0 ok               | dialled    | said   | ACCEPTED 2.0.0
          reports@bank.example | row             | in clear   | 250 2.1.0 ok               | dialled    | unsaid | PERMANENT 5.7.30 requiretls-unsupported
          reports@bank.example | dnssec          | in clear   | 250 2.1.0 ok               | dialled    | unsaid | PERMANENT 5.7.30 requiretls-unsupported
          reports@bank.example | mta-sts         | in clear   | 250 2.1.0 ok               | dialled    | unsaid | PERMANENT 5.7.30 requiretls-unsupported
          reports@bank.example | nothing         | inside TLS | 250 2.1.0 ok               | left alone | unsaid | PERMANENT 5.7.10 mx-not-authenticated
          reports@bank.example | nothing         | in clear   | 250 2.1.0 ok               | left alone | unsaid | PERMANENT 5.7.10 mx-not-authenticated
          reports@bank.example | nobody looks    | inside TLS | 250 2.1.0 ok               | left alone | unsaid | PERMANENT 5.7.10 mx-not-authenticated
          reports@bank.example | row             | inside TLS | 451 4.7.0 later            | dialled    | said   | TRANSIENT 4.7.0 reply-transient
          reports@bank.example | row             | inside TLS | 550 5.7.30 next host cannot | dialled   | said   | PERMANENT 5.7.30 reply-permanent
          ''                   | row             | inside TLS | 250 2.1.0 ok               | dialled    | said   | ACCEPTED 2.0.0
          ''                   | dnssec          | inside TLS | 250 2.1.0 ok               | dialled    | said   | ACCEPTED 2.0.0
          ''                   | row             | in clear   | 250 2.1.0 ok               | dialled    | unsaid | ACCEPTED 2.0.0
          ''                   | nothing         | inside TLS | 250 2.1.0 ok               | dialled    | unsaid | ACCEPTED 2.0.0
          ''                   | nobody looks    | in clear   | 250 2.1.0 ok               | dialled    | unsaid | ACCEPTED 2.0.0
          """)
  void messageGoesOnlyWhereTheHostOffersItUnderAProvedName(
      String from, String by, String offered, String reply, String host, String said, String found)
      throws IOException {
    authenticate(by);
    ScriptedMxBuilder builder = offered.equals("inside TLS") ? host(MX) : hostWithout(MX);
    ScriptedMx mx = start(MX, A1, builder.on(Cue.MAIL, reply + "\r\n"));

    assertThat(summary(deliver(from))).isEqualTo(found);
    assertThat(dialled(mx)).isEqualTo(host);
    assertThat(said(mx)).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "row"})
  void hostThatOffersItHearsNothingOfItWithoutTheWish(String by) throws IOException {
    authenticate(by);
    ScriptedMx mx = start(MX, A1, host(MX));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(said(mx)).isEqualTo("unsaid");
  }

  @Test
  void certificateThatNamesTheDomainAuthenticatesNoName() throws IOException {
    authenticate("nothing");
    var both = scene.ca().certificate(MX).dnsNames(MX, FI).issue();
    ScriptedMx mx = start(MX, A1, host(MX).certificate(both));
    assertThat(summary(deliver(SENDER))).isEqualTo("PERMANENT 5.7.10 mx-not-authenticated");
    assertThat(mx.connections()).isEmpty();
  }

  @Test
  void domainWithoutMxRecordsNeedsTheSameProof() throws IOException {
    authenticate("nothing");
    ScriptedMx mx = scene.mx("other.example", 10, FI, A1, host(FI));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(summary(deliver(SENDER))).isEqualTo("PERMANENT 5.7.10 mx-not-authenticated");
    assertThat(mx.messages()).hasSize(1);
  }

  @Test
  void hostThatLacksItIsLeftForTheNextOne() throws IOException {
    authenticate("dnssec");
    ScriptedMx lacking = scene.mx(FI, 10, MX, A1, hostWithout(MX));
    ScriptedMx offering = scene.mx(FI, 20, MX2, A2, host(MX2));
    RecipientOutcome outcome = deliver(SENDER);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(outcome.trace().attempts())
        .extracting(Attempt::causes)
        .extracting(causes -> causes.stream().map(Cause::code).toList())
        .containsExactly(List.of(CauseCode.REQUIRETLS_UNSUPPORTED), List.of());
    assertThat(lacking.messages()).isEmpty();
    assertThat(offering.messages()).hasSize(1);
  }

  @Test
  void hostThatCannotBeReachedLeavesHope() throws IOException {
    authenticate("dnssec");
    scene.mx(FI, 10, MX, A1, hostWithout(MX));
    scene.mx(FI, 20, MX2, A2, host(MX2));
    scene.network().refused(A2);
    assertThat(summary(deliver(SENDER))).isEqualTo("TRANSIENT 4.4.1 connect-failed");
  }

  @Test
  void strippedStarttlsHoldsTheMessageAsAnyOther() throws IOException {
    authenticate("dnssec");
    start(MX, A1, host(MX).fault(MxFault.NO_STARTTLS));
    assertThat(summary(deliver(SENDER))).isEqualTo("TRANSIENT 4.7.4 starttls-not-offered");
  }

  @Test
  void certificateThatFailsHoldsTheMessageAsAnyOther() throws IOException {
    authenticate("dnssec");
    start(MX, A1, host(MX).certificate(scene.ca().certificate(MX).expired().issue()));
    assertThat(summary(deliver(SENDER))).isEqualTo("TRANSIENT 4.7.5 certificate-expired");
  }

  @Test
  void policyThatCouldNotBeFetchedLeavesHope() throws IOException {
    PolicyFinding finding = new PolicyFinding(PolicyFinding.Kind.STS_UNREACHABLE, "no route");
    scene.client().policies(domain -> new PolicyAnswer.Absent(List.of(finding)));
    ScriptedMx mx = start(MX, A1, host(MX));
    assertThat(summary(deliver(SENDER))).isEqualTo("TRANSIENT 4.7.10 mx-not-authenticated");
    assertThat(mx.connections()).isEmpty();
  }

  @Test
  void findingSaysWhatWasMissedAndWhoCanHelp() throws IOException {
    authenticate("nothing");
    start(MX, A1, host(MX));
    Cause cause = deliver(SENDER).failure().orElseThrow();
    assertThat(cause.text())
        .isEqualTo(
            "the message needs REQUIRETLS: expected an MX host whose name DNSSEC, MTA-STS or a"
                + " partner row authenticates, found mx.fi.example, named by MX records that are"
                + " insecure");
    assertThat(cause.party()).isEqualTo(Party.PARTNER);

    scene
        .client()
        .dnsClient(DnsClient.builder().resolvers(List.of(scene.dns().socketAddress())).build());
    Cause unchecked = deliver(SENDER).failure().orElseThrow();
    assertThat(unchecked.text()).endsWith("unchecked");
    assertThat(unchecked.party()).isEqualTo(Party.OURS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void batchIsGroupedByTheWishOnOneConnection(int inFlight) throws IOException {
    authenticate("dnssec");
    ScriptedMx mx = start(MX, A1, host(MX));
    scene.client().connections(ConnectionLimits.defaults().withMaxMessagesInFlight(inFlight));
    List<OutgoingMail> mails =
        List.of(
            mail(SENDER, TlsWish.REQUIRETLS),
            mail("plain@bank.example"),
            mail(SENDER, TlsWish.REQUIRETLS),
            mail("plain@bank.example"));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(client.deliverAll(mails))
          .allSatisfy(report -> assertThat(report.outcomes().get(0).isAccepted()).isTrue());
    }
    assertThat(mx.connections()).hasSize(1);
    assertThat(mx.messages())
        .hasSize(4)
        .allSatisfy(
            message ->
                assertThat(isTagged(message))
                    .isEqualTo(message.reversePath().address().equals(SENDER)));
  }

  private static boolean isTagged(ReceivedMessage message) {
    return message.reversePath().parameters().contains("REQUIRETLS");
  }

  @Test
  void keptConnectionRemembersWhatItsHostOffers() throws IOException {
    authenticate("dnssec");
    ScriptedMx mx = start(MX, A1, hostWithout(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(deliver(client, mail(SENDER)).isAccepted()).isTrue();
      RecipientOutcome needing = deliver(client, mail(SENDER, TlsWish.REQUIRETLS));
      assertThat(summary(needing)).isEqualTo("PERMANENT 5.7.30 requiretls-unsupported");
      assertThat(needing.trace().attempts().get(0).isOnReusedConnection()).isTrue();
      assertThat(deliver(client, mail(SENDER)).isAccepted()).isTrue();
    }
    assertThat(mx.connections()).hasSize(1);
    assertThat(said(mx)).isEqualTo("unsaid");
  }

  @Test
  void failureOfAMessageThatNeedsItIsNoneOfTheOthers() throws IOException {
    authenticate("nothing");
    start(MX, A1, host(MX));
    List<OutgoingMail> mails = List.of(mail(SENDER, TlsWish.REQUIRETLS), mail(SENDER), mail(""));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(client.deliverAll(mails))
          .extracting(report -> report.outcomes().get(0).isAccepted())
          .containsExactly(false, true, true);
    }
  }
}
