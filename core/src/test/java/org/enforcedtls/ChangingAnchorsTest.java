package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Approved CAs that change while a client is in use. */
@Timeout(60)
class ChangingAnchorsTest {
  private static final String RECIPIENT = "inbox@fi.example";

  private final Scene scene = new Scene();
  private final AtomicReference<TrustAnchors> anchors = new AtomicReference<>(of(scene.ca()));

  @AfterEach
  void stop() {
    scene.close();
  }

  private static TrustAnchors of(TestCa ca) {
    return TrustAnchors.of(List.of(ca.certificate()));
  }

  @Test
  void neitherConnectionNorSessionOutlivesTheCaThatProvedIt() throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    try (EnforcedTlsClient client = scene.client().trustAnchors(anchors::get).build()) {
      assertThat(Scene.deliverTo(client, RECIPIENT).isAccepted()).isTrue();
      anchors.set(of(TestCa.create("Other CA")));
      assertThat(Scene.deliverTo(client, RECIPIENT).failure().orElseThrow().code())
          .isEqualTo(CauseCode.CERTIFICATE_UNTRUSTED);
      anchors.set(of(scene.ca()));
      assertThat(Scene.deliverTo(client, RECIPIENT).isAccepted()).isTrue();
    }
  }

  @Test
  void anchorsThatSayTheSameKeepConnections() throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    try (EnforcedTlsClient client = scene.client().trustAnchors(anchors::get).build()) {
      Scene.deliverTo(client, RECIPIENT);
      anchors.set(of(scene.ca()));
      assertThat(Scene.deliverTo(client, RECIPIENT).trace().attempts())
          .singleElement()
          .satisfies(attempt -> assertThat(attempt.isOnReusedConnection()).isTrue());
    }
  }
}
