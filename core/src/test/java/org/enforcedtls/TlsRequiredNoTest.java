package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a message from leaving, and what no longer does, if its sender says so. */
class TlsRequiredNoTest extends DaneScene {
  private static final TestCa STRANGER = TestCa.create("Stranger CA");

  private RecipientOutcome deliver(TlsWish... wish) {
    try (EnforcedTlsClient client = scene.client().build()) {
      return deliver(client, wish);
    }
  }

  private static RecipientOutcome deliver(EnforcedTlsClient client, TlsWish... wish) {
    Envelope.Builder envelope = Envelope.from("reports@bank.example").to(TO);
    Arrays.stream(wish).forEach(envelope::tlsWish);
    MailContent content = MailContent.ofOctets(Scene.CONTENT.getBytes(UTF_8));
    return client.deliver(envelope.build(), content).outcomes().get(0);
  }

  /** {@code accepted}, or the code of the cause. */
  private static String found(RecipientOutcome outcome) {
    return outcome.failure().map(Cause::code).map(code -> code.code()).orElse("accepted");
  }

  private void assertFound(String without, String with) {
    assertThat(found(deliver())).isEqualTo(without);
    assertThat(found(deliver(TlsWish.TLS_REQUIRED_NO))).isEqualTo(with);
  }

  private TestCertificate certificate(String kind) {
    return switch (kind) {
      case "good" -> scene.ca().issue(MX);
      case "self-signed" -> selfSigned(MX);
      case "stranger's" -> STRANGER.issue(MX);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static PolicySource published(String mxPattern) {
    TlsPolicy policy =
        TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.MTA_STS, "mta-sts"))
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of(mxPattern)))))
            .build();
    return domain -> PolicyAnswer.Found.of(policy);
  }

  /** A row that knows another CA than everybody. */
  private static PolicySource row() {
    TlsPolicy policy =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
            .certificate(
                CertificateDemand.defaults()
                    .withAnchors(TrustAnchors.of(List.of(STRANGER.certificate()))))
            .build();
    return domain -> PolicyAnswer.Found.of(policy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # row | certificate | TLSA records    | without the wish      | with it
          -     | good        | of it           | accepted              | accepted
          -     | self-signed | of it           | accepted              | accepted
          -     | good        | of another      | tlsa-mismatch         | accepted
          -     | self-signed | of another      | tlsa-mismatch         | tlsa-mismatch
          -     | good        | SERVFAIL        | tlsa-unavailable      | accepted
          -     | self-signed | SERVFAIL        | tlsa-unavailable      | certificate-untrusted
          -     | good        | none            | accepted              | accepted
          -     | self-signed | none            | certificate-untrusted | certificate-untrusted
          row   | stranger's  | of it           | accepted              | accepted
          row   | stranger's  | of another      | tlsa-mismatch         | accepted
          row   | stranger's  | SERVFAIL        | tlsa-unavailable      | accepted
          row   | good        | of it           | certificate-untrusted | certificate-untrusted
          row   | self-signed | of it           | certificate-untrusted | certificate-untrusted
          """)
  void daneKeepsNoMailAndRowAndDefaultDo(
      String row, String certificate, String records, String without, String with)
      throws IOException {
    TestCertificate presented = certificate(certificate);
    start(MX, A1, presented);
    switch (records) {
      case "of it" -> scene.dns().tlsa(MX, ee(presented));
      case "of another" -> scene.dns().tlsa(MX, ee(selfSigned(MX)));
      case "SERVFAIL" -> scene.dns().behave("_25._tcp." + MX, "TLSA", DnsBehaviour.SERVFAIL);
      default -> {}
    }
    if (row.equals("row")) {
      scene.client().policies(row());
    }
    assertFound(without, with);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # MX pattern    | certificate | without the wish      | with it
          mx.fi.example   | good        | accepted              | accepted
          mx9.fi.example  | good        | mx-not-in-policy      | accepted
          mx9.fi.example  | stranger's  | mx-not-in-policy      | certificate-untrusted
          mx.fi.example   | stranger's  | certificate-untrusted | certificate-untrusted
          """)
  void mtaStsKeepsNoMailAndTheDefaultDoes(
      String pattern, String certificate, String without, String with) throws IOException {
    start(MX, A1, certificate(certificate));
    scene.client().policies(published(pattern));
    assertFound(without, with);
  }

  @Test
  void rowHoldsBesideAPolicyThatIsPassedOver() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.client().policies(PolicySource.join(row(), published("mx9.fi.example")));
    assertFound("mx-not-in-policy", "certificate-untrusted");
  }

  @Test
  void policyThatNobodyCanTellKeepsNoMail() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().behave("_mta-sts.fi.example", "TXT", DnsBehaviour.SERVFAIL);
    scene.client().mtaSts(PolicyCache.inMemory());
    assertFound("policy-unavailable", "accepted");
    assertThat(scene.dns().countOf("_mta-sts.fi.example", "TXT")).isPositive();
  }

  @Test
  void rowThatNobodyCanTellKeepsTheMail() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    PolicySource broken = domain -> new PolicyAnswer.Unavailable("partners.yaml is broken");
    scene.client().policies(PolicySource.join(broken, published("mx.fi.example")));
    assertFound("policy-unavailable", "policy-unavailable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_STARTTLS", "STARTTLS_REFUSED"})
  void nothingEverLeavesInClear(String fault) throws IOException {
    ScriptedMxBuilder host = scene.host(MX).fault(MxFault.valueOf(fault));
    ScriptedMx mx = scene.mx(FI, 10, MX, A1, host);
    assertThat(found(deliver(TlsWish.TLS_REQUIRED_NO))).startsWith("starttls-");
    assertThat(mx.connections().get(0).verbs()).doesNotContain("MAIL");
  }

  @Test
  void evidenceSaysWhatWasEnough() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));
    TlsEvidence tls = last(deliver(TlsWish.TLS_REQUIRED_NO)).tls().orElseThrow();
    assertThat(tls.checks().orElseThrow().certificates())
        .singleElement()
        .asString()
        .contains(" or ");
  }

  @Test
  void connectionOfAMessageThatPassesOverDaneServesNoOther() throws IOException {
    ScriptedMx mx = start(MX, A1, scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(found(deliver(client, TlsWish.TLS_REQUIRED_NO))).isEqualTo("accepted");
      assertThat(found(deliver(client))).isEqualTo("tlsa-mismatch");
      assertThat(found(deliver(client, TlsWish.TLS_REQUIRED_NO))).isEqualTo("accepted");
    }
    assertThat(mx.messages()).hasSize(2);
  }

  @Test
  void wishPlaysNoPartInWhatADeliveryGoesByInGeneral() throws IOException {
    scene.client().policies(published("mx9.fi.example"));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(client.policyFor(Domain.of(FI)).orElseThrow().principal())
          .extracting(policy -> policy.origin().kind())
          .isEqualTo(PolicyOrigin.Kind.MTA_STS);
    }
  }
}
