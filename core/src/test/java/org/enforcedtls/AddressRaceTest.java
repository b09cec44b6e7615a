package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host with an IPv6 and an IPv4 address, one of which may lead nowhere. */
@Timeout(60)
class AddressRaceTest {
  private static final String FI = "fi.example";
  private static final String MX = "mx.fi.example";
  private static final String TO = "inbox@fi.example";
  private static final String V4 = "192.0.2.1";
  private static final String V6 = "2001:db8::1";

  private final Scene scene = new Scene();

  /** The first address that is dialled never answers; a time-out would end the test first. */
  private ScriptedMx hostBehindABlackHole() throws IOException {
    ScriptedMx mx = scene.mx(FI, 10, MX, V6, scene.host(MX));
    scene.dns().address(MX, V4);
    scene.network().blackhole(V6).host(V4, mx);
    scene.client().timeouts(DialogueTimeouts.defaults().withAll(Duration.ofMinutes(5)));
    return mx;
  }

  @AfterEach
  void stop() {
    scene.network().close();
    scene.close();
  }

  private List<String> dialled() {
    return scene.network().dials().stream()
        .map(InetSocketAddress::getAddress)
        .map(address -> address.getAddress().length == 4 ? V4 : V6)
        .toList();
  }

  @Test
  void addressThatDoesNotAnswerCostsAMoment() throws IOException {
    hostBehindABlackHole();
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(dialled()).containsExactly(V6, V4);
  }

  @Test
  void outcomeNamesTheAddressThatAccepted() throws IOException {
    hostBehindABlackHole();
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.trace().attempts())
        .extracting(attempt -> attempt.address().orElseThrow().getHostAddress())
        .containsExactly(V4);
  }

  @Test
  void listenersHearThatTheFirstWasOvertaken() throws IOException {
    hostBehindABlackHole();
    List<Optional<CauseCode>> ended = new CopyOnWriteArrayList<>();
    scene
        .client()
        .addListener(
            new DeliveryListener() {
              @Override
              public void attemptEnded(Domain domain, Attempt attempt) {
                ended.add(attempt.causes().stream().map(Cause::code).findFirst());
              }
            });
    scene.deliver(TO);
    assertThat(ended).containsExactly(Optional.of(CauseCode.CONNECT_FAILED), Optional.empty());
  }

  @Test
  void nextMessageTakesTheConnectionThatIsThere() throws IOException {
    hostBehindABlackHole();
    MailContent content = MailContent.ofOctets(Scene.CONTENT.getBytes(UTF_8));
    Envelope envelope = Envelope.from("").to(TO).build();
    try (EnforcedTlsClient client = scene.client().build()) {
      client.deliver(envelope, content);
      assertThat(client.deliver(envelope, content).isAllAccepted()).isTrue();
    }
    assertThat(dialled()).containsExactly(V6, V4);
  }

  @Test
  void addressThatAnswersAtOnceHasNoRival() throws IOException {
    ScriptedMx mx = scene.mx(FI, 10, MX, V6, scene.host(MX));
    scene.dns().address(MX, V4);
    scene.network().host(V4, mx);
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(dialled()).containsExactly(V6);
  }

  @Test
  void refusedAddressLeadsToTheNextAtOnce() throws IOException {
    ScriptedMx mx = scene.mx(FI, 10, MX, V6, scene.host(MX));
    scene.dns().address(MX, V4);
    scene.network().refused(V6).host(V4, mx);
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts()).hasSize(2);
  }

  @Test
  void overtakenAddressHasItsTurnWhereTheFasterOneIsOfNoUse() throws IOException {
    ScriptedMx mx =
        scene.mx(FI, 10, MX, V6, scene.host(MX).certificate(TestCa.create("Another CA").issue(MX)));
    scene.dns().address(MX, V4);
    scene.network().blackhole(V6).host(V4, mx);
    scene
        .client()
        .timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(2)))
        .deadline(Duration.ofSeconds(30));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.CERTIFICATE_UNTRUSTED);
    assertThat(dialled()).containsExactly(V6, V4, V6);
  }
}
