package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.RareTlsMx.Tls;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.Party;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suites and groups that only some engines can do: the floor of the ladder and its top. */
class RareTlsTest {
  private static final String TO = "inbox@fi.example";
  private static final String MX = "mx.fi.example";
  private static final String A1 = "192.0.2.1";
  private static final String TLS_1_3_SUITE = "TLS_AES_256_GCM_SHA384";

  private final Scene scene =
      new Scene(TestCa.root("RSA CA", InstantSource.system()).rsa(2048).issueAuthority());

  private final List<RareTlsMx> hosts = new ArrayList<>();

  @AfterEach
  void stop() {
    hosts.forEach(RareTlsMx::close);
    scene.close();
  }

  static TlsEngine engine(String name) {
    return switch (name) {
      case "jdk" -> TlsEngine.jdk();
      case "bouncycastle" -> TlsEngine.bouncyCastle();
      case "conscrypt" -> TlsEngine.conscrypt();
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          jdk,          AES128-SHA
          bouncycastle, AES128-SHA
          bouncycastle, AES256-SHA256
          conscrypt,    AES128-SHA
          """)
  void hostWithoutForwardSecrecyIsReachedByEnginesThatCan(String engine, String suite)
      throws Exception {
    assumeTrue(
        engine(engine).supportedSuites().contains(CipherSuite.of(suite)),
        "SKIPPED: this JDK forbids " + suite);
    Tls floor = new Tls("TLSv1.2", CipherSuite.of(suite).ianaName(), "x25519");
    RecipientOutcome outcome = deliver(engine, ChannelRequirement.defaults(), floor);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(evidenceOf(outcome).channel().orElseThrow().opensslName()).isEqualTo(suite);
    assertThat(evidenceOf(outcome).group()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # engine,     host,          told without demand, told under post-quantum
          bouncycastle, BOUNCY_CASTLE, -,                   X25519MLKEM768 or SecP256r1MLKEM768
          bouncycastle, CONSCRYPT,     -,                   X25519MLKEM768 or SecP256r1MLKEM768
          conscrypt,    BOUNCY_CASTLE, X25519MLKEM768,      X25519MLKEM768
          conscrypt,    CONSCRYPT,     X25519MLKEM768,      X25519MLKEM768
          """)
  void hybridGroupIsAgreedOnWithoutDemandAndProvedUnderOne(
      String engine, RareTlsLibrary host, @Nullable String freely, String demanded)
      throws Exception {
    Tls hybrid = new Tls(host, "TLSv1.3", TLS_1_3_SUITE, "X25519MLKEM768");
    RecipientOutcome free = deliver(engine, ChannelRequirement.defaults(), hybrid);
    assertThat(free.isAccepted()).as("%s", free).isTrue();
    assertThat(evidenceOf(free).group()).isEqualTo(Optional.ofNullable(freely));
    RecipientOutcome proved = redeliver(ChannelRequirement.postQuantum());
    assertThat(proved.isAccepted()).as("%s", proved).isTrue();
    assertThat(evidenceOf(proved).group()).contains(demanded);
  }

  @Test
  void secondGroupOfTheProfileWillDo() throws Exception {
    Tls hybrid = new Tls("TLSv1.3", TLS_1_3_SUITE, "SecP256r1MLKEM768");
    assertThat(deliver("bouncycastle", ChannelRequirement.postQuantum(), hybrid).isAccepted())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          bouncycastle, x25519
          bouncycastle, secp256r1
          conscrypt,    x25519
          conscrypt,    secp256r1
          conscrypt,    SecP256r1MLKEM768
          """)
  void hostWithoutADemandedGroupGetsNothing(String engine, String hosts) throws Exception {
    Tls classical = new Tls("TLSv1.3", TLS_1_3_SUITE, hosts);
    RecipientOutcome outcome = deliver(engine, ChannelRequirement.postQuantum(), classical);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.TLS_HANDSHAKE_FAILED);
  }

  @ParameterizedTest
  @CsvSource({"bouncycastle, secp256r1", "conscrypt, secp256r1", "bouncycastle, secp521r1"})
  void hostWithoutHybridGroupsIsReachedWithoutDemand(String engine, String hosts) throws Exception {
    Tls classical = new Tls("TLSv1.3", TLS_1_3_SUITE, hosts);
    RecipientOutcome outcome = deliver(engine, ChannelRequirement.modern(), classical);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
  }

  @Test
  void clientThatCannotMeetItsPoliciesIsNotBuilt() {
    TlsPolicy policy = row(ChannelRequirement.postQuantum()).build();
    scene.client().policies(tableOf(policy));
    assertThatIllegalStateException()
        .isThrownBy(scene.client()::build)
        .withMessageContaining("partners.yaml:3: profile post-quantum: the engine jdk has no")
        .withMessageContaining("X25519MLKEM768")
        .withMessageContaining("use --engine conscrypt");
    scene.client().tlsEngine(TlsEngine.conscrypt()).build().close();
    scene.client().tlsEngine(TlsEngine.bouncyCastle()).build().close();
  }

  @Test
  void policyThatOnlyObservesKeepsNoClientFromBeingBuilt() {
    TlsPolicy policy =
        row(ChannelRequirement.postQuantum())
            .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
            .build();
    scene.client().policies(tableOf(policy));
    scene.client().build().close();
  }

  @Test
  void policyThatComesLaterAndCannotBeMetHoldsTheMailAndDialsNobody() throws Exception {
    scene.goodMx("fi.example", A1);
    TlsPolicy policy =
        row(ChannelRequirement.postQuantum())
            .enforcement(Enforcement.always().withOnFailure(OnFailure.FAIL_NOW))
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(policy));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    Cause cause = outcome.failure().orElseThrow();
    assertThat(cause.code()).isEqualTo(CauseCode.CIPHER_BELOW_FLOOR);
    assertThat(cause.party()).isEqualTo(Party.OURS);
    assertThat(cause.text()).contains("the engine jdk has no X25519MLKEM768");
    assertThat(scene.network().dials()).isEmpty();
  }

  private static PartnerTable tableOf(TlsPolicy policy) {
    return PartnerTable.of(
        List.of(new PartnerRow(Domain.of("fi.example"), PartnerRow.Coverage.DOMAIN, policy)));
  }

  private static TlsPolicy.Builder row(ChannelRequirement channel) {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3")).channel(channel);
  }

  private RecipientOutcome deliver(String engine, ChannelRequirement channel, Tls tls)
      throws Exception {
    RareTlsMx mx = RareTlsMx.start(scene.ca().certificate(MX).rsa(2048).issue(), tls);
    hosts.add(mx);
    scene.dns().mx("fi.example", 10, MX).address(MX, A1);
    scene.network().server(A1, mx.address());
    scene.client().tlsEngine(engine(engine));
    return redeliver(channel);
  }

  private RecipientOutcome redeliver(ChannelRequirement channel) {
    TlsPolicy policy = row(channel).build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(policy));
    return scene.deliverTo(TO);
  }

  private static TlsEvidence evidenceOf(RecipientOutcome outcome) {
    return outcome.trace().attempts().get(0).tls().orElseThrow();
  }
}
