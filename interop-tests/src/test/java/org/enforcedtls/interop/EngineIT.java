package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.interop.PostfixScene.FIRST;
import static org.enforcedtls.interop.PostfixScene.RECIPIENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each TLS engine against what Debian's Postfix can be told to be: what works, and what does not.
 */
class EngineIT {
  private static final CipherSuite FLOOR = CipherSuite.of("AES128-SHA");

  @TempDir private static Path directory;

  /** One Postfix for each peer, for all engines in turn. */
  private static final Map<EnginePeer, Scene> SCENES = new EnumMap<>(EnginePeer.class);

  private record Scene(PostfixScene scene, PostfixMx postfix) {}

  @BeforeAll
  static void postfixIsInstalled() throws IOException {
    PostfixScene.assumePostfix();
    // Postfix gives up root, and must still get through to its files.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterAll
  static void stop() throws IOException {
    for (Scene scene : SCENES.values()) {
      scene.scene().close();
    }
    SCENES.clear();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # engine,     peer,                   protocol, suite,      signature
          jdk,          ECDSA,                  TLSv1.3,  -,          ECDSA
          bouncycastle, ECDSA,                  TLSv1.3,  -,          ECDSA
          conscrypt,    ECDSA,                  TLSv1.3,  -,          ECDSA
          jdk,          RSA,                    TLSv1.3,  -,          RSA-PSS
          bouncycastle, RSA,                    TLSv1.3,  -,          RSA-PSS
          conscrypt,    RSA,                    TLSv1.3,  -,          RSA-PSS
          jdk,          TLS_1_2_ONLY,           TLSv1.2,  -,          -
          bouncycastle, TLS_1_2_ONLY,           TLSv1.2,  -,          -
          conscrypt,    TLS_1_2_ONLY,           TLSv1.2,  -,          -
          jdk,          TLS_1_3_ONLY,           TLSv1.3,  -,          ECDSA
          bouncycastle, TLS_1_3_ONLY,           TLSv1.3,  -,          ECDSA
          conscrypt,    TLS_1_3_ONLY,           TLSv1.3,  -,          ECDSA
          bouncycastle, STATIC_RSA_ONLY,        TLSv1.2,  AES128-SHA, -
          conscrypt,    STATIC_RSA_ONLY,        TLSv1.2,  AES128-SHA, -
          jdk,          PSS_SIGNATURES,         TLSv1.3,  -,          RSA-PSS
          bouncycastle, PSS_SIGNATURES,         TLSv1.3,  -,          RSA-PSS
          conscrypt,    PSS_SIGNATURES,         TLSv1.3,  -,          RSA-PSS
          jdk,          PSS_SIGNATURES_TLS_1_2, TLSv1.2,  -,          -
          bouncycastle, PSS_SIGNATURES_TLS_1_2, TLSv1.2,  -,          -
          conscrypt,    PSS_SIGNATURES_TLS_1_2, TLSv1.2,  -,          -
          jdk,          PSS_KEY,                TLSv1.3,  -,          RSASSA-PSS
          bouncycastle, PSS_KEY,                TLSv1.3,  -,          RSASSA-PSS
          jdk,          PSS_KEY_TLS_1_2,        TLSv1.2,  -,          -
          bouncycastle, PSS_KEY_TLS_1_2,        TLSv1.2,  -,          -
          jdk,          INTERMEDIATE_PRESENTED, TLSv1.3,  -,          ECDSA
          bouncycastle, INTERMEDIATE_PRESENTED, TLSv1.3,  -,          ECDSA
          conscrypt,    INTERMEDIATE_PRESENTED, TLSv1.3,  -,          ECDSA
          jdk,          WRONG_ORDER_AND_EXTRAS, TLSv1.3,  -,          ECDSA
          bouncycastle, WRONG_ORDER_AND_EXTRAS, TLSv1.3,  -,          ECDSA
          conscrypt,    WRONG_ORDER_AND_EXTRAS, TLSv1.3,  -,          ECDSA
          """)
  void messageArrivesAndPostfixSawWhatTheReportSays(
      String engine,
      EnginePeer peer,
      String protocol,
      @Nullable String suite,
      @Nullable String signature)
      throws Exception {
    Run run = deliver(engine, peer, ChannelRequirement.defaults());

    assertThat(run.outcome().isAccepted()).as("%s", run.outcome()).isTrue();
    assertThat(run.arrived()).isEqualTo(1);
    TlsEvidence tls = run.outcome().trace().attempts().get(0).tls().orElseThrow();
    TlsEvidence.Channel channel = tls.channel().orElseThrow();
    PostfixLog.Tls logged = run.log().tls().orElseThrow();
    assertThat(channel.protocol()).isEqualTo(logged.protocol()).isEqualTo(protocol);
    assertThat(channel.opensslName()).isEqualTo(logged.suite());
    assertThat(channel.resumed()).isFalse();
    assertThat(tls.engine()).contains(engine);
    assertThat(tls.matchedName()).contains(FIRST);
    if (suite != null) {
      assertThat(channel.opensslName()).isEqualTo(suite);
      assertThat(channel.belowRecommended()).isTrue();
    }
    if (signature != null) {
      assertThat(logged.signature()).contains(signature);
    }
    if (engine.equals("conscrypt") && logged.group().isPresent()) {
      assertThat(tls.group()).isEqualTo(logged.group());
    } else {
      assertThat(tls.group().isPresent()).isEqualTo(engine.equals("conscrypt") && suite == null);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # engine,     peer,                  cause
          conscrypt,    PSS_KEY,               tls-handshake-failed
          conscrypt,    PSS_KEY_TLS_1_2,       tls-handshake-failed
          jdk,          INTERMEDIATE_MISSING,  certificate-untrusted
          bouncycastle, INTERMEDIATE_MISSING,  certificate-untrusted
          conscrypt,    INTERMEDIATE_MISSING,  certificate-untrusted
          jdk,          WRONG_ORDER_AND_A_GAP, certificate-untrusted
          bouncycastle, WRONG_ORDER_AND_A_GAP, certificate-untrusted
          conscrypt,    WRONG_ORDER_AND_A_GAP, certificate-untrusted
          """)
  void mailIsHeldAndNoMailCommandIsSent(String engine, EnginePeer peer, String cause)
      throws Exception {
    assertHeld(deliver(engine, peer, ChannelRequirement.defaults()), cause);
  }

  /** Debian's OpenSSL has none. The JDK's engine has none either: no client is built with it. */
  @ParameterizedTest
  @CsvSource({"bouncycastle, RSA", "conscrypt, RSA", "bouncycastle, ECDSA", "conscrypt, ECDSA"})
  void hostWithoutHybridGroupsGetsNothingUnderPostQuantum(String engine, EnginePeer peer)
      throws Exception {
    assertHeld(deliver(engine, peer, ChannelRequirement.postQuantum()), "tls-handshake-failed");
  }

  @ParameterizedTest
  @CsvSource({
    "bouncycastle, TLS_1_2_ONLY",
    "conscrypt,    TLS_1_2_ONLY",
    "jdk,          TLS_1_2_ONLY",
    "bouncycastle, STATIC_RSA_ONLY",
    "conscrypt,    STATIC_RSA_ONLY",
    "jdk,          STATIC_RSA_ONLY",
  })
  void hostBelowTheProfileGetsNothing(String engine, EnginePeer peer) throws Exception {
    assertHeld(deliver(engine, peer, ChannelRequirement.modern()), "tls-handshake-failed");
  }

  @Test
  void jdkReachesAHostWithoutForwardSecrecyOnlyWhereItStillCan() throws Exception {
    Run run = deliver("jdk", EnginePeer.STATIC_RSA_ONLY, ChannelRequirement.defaults());
    if (TlsEngine.jdk().supportedSuites().contains(FLOOR)) {
      assertThat(run.outcome().isAccepted()).as("%s", run.outcome()).isTrue();
      assertThat(run.log().tls().orElseThrow().suite()).isEqualTo(FLOOR.opensslName());
    } else {
      assertHeld(run, "tls-handshake-failed");
    }
  }

  private static void assertHeld(Run run, String cause) {
    assertThat(run.outcome().conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(run.outcome().failure().orElseThrow().code().code())
        .as("%s", run.outcome())
        .isEqualTo(cause);
    assertThat(run.log().hasMailCommand()).as(run.log().text()).isFalse();
    assertThat(run.arrived()).isZero();
  }

  /** One delivery, and what Postfix has to say about it. */
  private record Run(RecipientOutcome outcome, PostfixLog log, int arrived) {}

  private static Run deliver(String engine, EnginePeer peer, ChannelRequirement channel)
      throws Exception {
    Scene at = scene(peer);
    int before = at.postfix().messages().size();
    PostfixMx.Mark mark = at.postfix().mark();
    RecipientOutcome outcome;
    try (EnforcedTlsClient client =
        at.scene()
            .client()
            .tlsEngine(Engines.named(engine))
            .defaultPolicy(policy(channel))
            .build()) {
      outcome =
          client
              .deliver(
                  Envelope.from("reports@bank.example").to(RECIPIENT).build(),
                  MailContent.ofOctets("Subject: test\r\n\r\nbody\r\n".getBytes(US_ASCII)))
              .outcomes()
              .get(0);
    }
    PostfixLog log = at.postfix().awaitDisconnect(mark);
    if (outcome.isAccepted()) {
      at.postfix().awaitMessages(before + 1);
    }
    return new Run(outcome, log, at.postfix().messages().size() - before);
  }

  private static TlsPolicy policy(ChannelRequirement channel) {
    return TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.DEFAULT, "default"))
        .channel(channel)
        .build();
  }

  private static Scene scene(EnginePeer peer) throws Exception {
    Optional<Scene> known = Optional.ofNullable(SCENES.get(peer));
    if (known.isPresent()) {
      return known.get();
    }
    PostfixScene scene =
        new PostfixScene(Files.createDirectory(directory.resolve(peer.name())), peer.root());
    Scene started = new Scene(scene, scene.first(peer.certificate(scene.ca()), peer.settings()));
    SCENES.put(peer, started);
    return started;
  }
}
