package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.interop.PostfixScene.FIRST;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each TLS engine of the packaged command against what Debian's Postfix can be told to do. */
class EngineIT {
  private static final byte[] MESSAGE =
      "From: <reports@bank.example>\nSubject: test\n\nbody\n".getBytes(UTF_8);
  private static final Pattern ESTABLISHED =
      Pattern.compile(
          "TLS connection established from .*: (\\S+) with cipher (\\S+) \\(.*?\\)"
              + "(?: key-exchange (\\S+))?(?: server-signature (\\S+))?");

  @TempDir private Path directory;

  private PostfixScene scene;

  /** Postfix, as it stands in the table. */
  enum Peer {
    ECDSA {
      @Override
      Map<String, String> settings() {
        return Map.of();
      }
    },
    RSA {
      @Override
      Map<String, String> settings() {
        return Map.of();
      }

      @Override
      TestCertificate certificate(TestCa ca) {
        return ca.certificate(FIRST).rsa(2048).issue();
      }
    },
    TLS_1_2_ONLY {
      @Override
      Map<String, String> settings() {
        return Map.of("smtpd_tls_protocols", "TLSv1.2");
      }
    },
    TLS_1_3_ONLY {
      @Override
      Map<String, String> settings() {
        return Map.of("smtpd_tls_protocols", "TLSv1.3");
      }
    },
    STATIC_RSA_ONLY {
      @Override
      Map<String, String> settings() {
        return Map.of(
            "smtpd_tls_ciphers", "medium",
            "smtpd_tls_protocols", "TLSv1.2",
            "tls_medium_cipherlist", "AES128-SHA:@SECLEVEL=0");
      }

      @Override
      TestCertificate certificate(TestCa ca) {
        return RSA.certificate(ca);
      }
    };

    abstract Map<String, String> settings();

    TestCertificate certificate(TestCa ca) {
      return ca.issue(FIRST);
    }
  }

  @BeforeAll
  static void postfixIsInstalled() {
    PostfixScene.assumePostfix();
  }

  @BeforeEach
  void start() {
    scene = new PostfixScene(directory);
  }

  @AfterEach
  void stop() throws Exception {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # engine,     peer,            protocol, suite,      signature
          jdk,          ECDSA,           TLSv1.3,  -,          ECDSA
          jdk,          RSA,             TLSv1.3,  -,          RSA-PSS
          jdk,          TLS_1_2_ONLY,    TLSv1.2,  -,          -
          jdk,          TLS_1_3_ONLY,    TLSv1.3,  -,          ECDSA
          bouncycastle, ECDSA,           TLSv1.3,  -,          ECDSA
          bouncycastle, RSA,             TLSv1.3,  -,          RSA-PSS
          bouncycastle, TLS_1_2_ONLY,    TLSv1.2,  -,          -
          bouncycastle, TLS_1_3_ONLY,    TLSv1.3,  -,          ECDSA
          bouncycastle, STATIC_RSA_ONLY, TLSv1.2,  AES128-SHA, -
          conscrypt,    ECDSA,           TLSv1.3,  -,          ECDSA
          conscrypt,    RSA,             TLSv1.3,  -,          RSA-PSS
          conscrypt,    TLS_1_2_ONLY,    TLSv1.2,  -,          -
          conscrypt,    TLS_1_3_ONLY,    TLSv1.3,  -,          ECDSA
          conscrypt,    STATIC_RSA_ONLY, TLSv1.2,  AES128-SHA, -
          """)
  void messageArrivesAndPostfixSawWhatTheReportSays(
      String engine, Peer peer, String protocol, String suite, String signature) throws Exception {
    PostfixMx postfix = postfix(peer);

    CommandLineRun run = send(engine);

    assertThat(run.exitCode()).as(run.out()).isZero();
    postfix.awaitMessage();
    JsonNode tls = run.onlyRecipient().get("attempts").get(0).get("tls");
    Matcher logged = ESTABLISHED.matcher(postfix.logText());
    assertThat(logged.find()).as(postfix.logText()).isTrue();
    assertThat(tls.get("protocol").asText()).isEqualTo(logged.group(1)).isEqualTo(protocol);
    assertThat(tls.get("opensslName").asText()).isEqualTo(logged.group(2));
    assertThat(tls.get("engine").asText()).isEqualTo(engine);
    assertThat(tls.get("resumed").asBoolean()).isFalse();
    assertThat(tls.get("matchedName").asText()).isEqualTo(FIRST);
    if (suite != null) {
      assertThat(tls.get("opensslName").asText()).isEqualTo(suite);
      assertThat(tls.get("belowRecommended").asBoolean()).isTrue();
    }
    if (signature != null) {
      assertThat(logged.group(4)).as(logged.group()).isEqualTo(signature);
    }
    if (engine.equals("conscrypt") && logged.group(3) != null) {
      assertThat(tls.get("group").asText()).isEqualTo(logged.group(3));
    } else {
      assertThat(tls.get("group").isNull()).isEqualTo(!engine.equals("conscrypt") || suite != null);
    }
  }

  @Test
  void hostWithoutForwardSecrecyIsReachedByTheJdkOnlyWhereItStillCan() throws Exception {
    PostfixMx postfix = postfix(Peer.STATIC_RSA_ONLY);

    CommandLineRun run = send("jdk");

    boolean canDoIt =
        List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites())
            .contains("TLS_RSA_WITH_AES_128_CBC_SHA");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(canDoIt ? 0 : 75);
    assertThat(run.onlyRecipient().get("conclusion").asText())
        .isEqualTo(canDoIt ? "accepted" : "transient");
    assertThat(postfix.logText().contains("MAIL FROM")).isEqualTo(canDoIt);
  }

  private PostfixMx postfix(Peer peer) throws Exception {
    return scene.first(peer.certificate(scene.ca()), peer.settings());
  }

  private CommandLineRun send(String engine) throws Exception {
    return scene.send(List.of(), MESSAGE, "--engine", engine);
  }
}
