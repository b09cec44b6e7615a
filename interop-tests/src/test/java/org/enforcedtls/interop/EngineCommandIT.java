package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.interop.PostfixScene.FIRST;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged command has every engine aboard, and tells which it used. */
class EngineCommandIT {
  private static final byte[] MESSAGE =
      "From: <reports@bank.example>\nSubject: test\n\nbody\n".getBytes(UTF_8);

  @TempDir private Path directory;

  private @Nullable PostfixScene scene;

  @BeforeAll
  static void postfixIsInstalled() {
    PostfixScene.assumePostfix();
  }

  @AfterEach
  void stop() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jdk,          ECDSA",
    "bouncycastle, STATIC_RSA_ONLY",
    "conscrypt,    STATIC_RSA_ONLY",
  })
  void reportSaysWhatPostfixSaw(String engine, EnginePeer peer) throws Exception {
    PostfixScene scene = new PostfixScene(directory, peer.root());
    this.scene = scene;
    PostfixMx postfix = scene.first(peer.certificate(scene.ca()), peer.settings());

    CommandLineRun run = scene.send(List.of(), MESSAGE, "--engine", engine);

    assertThat(run.exitCode()).as(run.out()).isZero();
    postfix.awaitMessage();
    JsonNode tls = run.onlyRecipient().get("attempts").get(0).get("tls");
    PostfixLog.Tls logged = new PostfixLog(postfix.logText()).tls().orElseThrow();
    assertThat(tls.get("protocol").asText()).isEqualTo(logged.protocol());
    assertThat(tls.get("opensslName").asText()).isEqualTo(logged.suite());
    assertThat(tls.get("engine").asText()).isEqualTo(engine);
    assertThat(tls.get("matchedName").asText()).isEqualTo(FIRST);
  }
}
