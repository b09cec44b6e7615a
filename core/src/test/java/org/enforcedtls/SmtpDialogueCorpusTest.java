package org.enforcedtls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.mx.ClientCertificateDemand;
import org.enforcedtls.testkit.mx.Protection;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Dialogues that nobody here wrote. What is not in scope yet, or where we knowingly differ, stands
 * in a list with its reason; a case of that list that passes fails the test.
 */
class SmtpDialogueCorpusTest {
  private static final Path CORPUS =
      Path.of("..", "..", "shared", "data", "smtp-dialogue", "cases.json");
  private static final String DOMAIN = "y.test";
  private static final String MX = "mx.test";

  /** Where a time-out is among what is allowed; elsewhere none may come of a slow machine. */
  private static final Duration STEP = Duration.ofMillis(1500);

  private static final Duration AMPLE_STEP = Duration.ofSeconds(20);
  private static final TestCa CA = TestCa.create("Corpus CA");

  private record Divergence(String kind, String reason) {}

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT) // Most of them wait for a time-out.
  Stream<DynamicContainer> cases() throws IOException {
    if (!Files.exists(CORPUS)) {
      abort("SKIPPED: no " + CORPUS + ", so the corpus was not run");
    }
    JsonNode corpus = new ObjectMapper().readTree(Files.readString(CORPUS));
    Map<String, Divergence> divergences = divergences();
    return Stream.of("jdk", "bouncycastle", "conscrypt")
        .map(
            engine ->
                DynamicContainer.dynamicContainer(engine, cases(engine, corpus, divergences)));
  }

  private static Stream<DynamicTest> cases(
      String engine, JsonNode corpus, Map<String, Divergence> divergences) {
    JsonNode defaults = corpus.get("defaults");
    return StreamSupport.stream(corpus.get("cases").spliterator(), false)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get("id").asText() + " " + one.get("title").asText(),
                    () -> run(engine, one, defaults, divergences.get(one.get("id").asText()))));
  }

  private static Map<String, Divergence> divergences() throws IOException {
    Map<String, Divergence> divergences = new LinkedHashMap<>();
    try (InputStream in =
        SmtpDialogueCorpusTest.class.getResourceAsStream("smtp-dialogue-divergences.tsv")) {
      assertThat(in).isNotNull();
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(f -> divergences.put(f[0], new Divergence(f[1], f[2])));
    }
    return divergences;
  }

  private static void run(
      String engine, JsonNode one, JsonNode defaults, @Nullable Divergence divergence)
      throws Exception {
    if (divergence == null) {
      verify(engine, one, defaults);
    } else if (divergence.kind().equals("diverges")) {
      assertThatThrownBy(() -> verify(engine, one, defaults))
          .as("passes now, strike it from the list: %s", divergence.reason())
          .isInstanceOf(AssertionError.class);
    } else {
      abort("not run: " + divergence.reason());
    }
  }

  private static void verify(String engine, JsonNode one, JsonNode defaults) throws IOException {
    JsonNode server = one.get("server");
    try (Scene scene = new Scene(CA)) {
      scene
          .client()
          .tlsEngine(RareTlsTest.engine(engine))
          .timeouts(timeouts(one.get("expected").get("recipients").toString()));
      List<ScriptedMx> hosts = List.of();
      if (server.has("dns_or_network")) {
        new CorpusRouting(scene).arrange(server.get("dns_or_network").asText());
      } else {
        ScriptedMxBuilder mx = ScriptedMx.builder().hostName(MX).certificate(certificate(server));
        CorpusScript.apply(defaults, mx);
        CorpusScript.apply(server, mx);
        if (server.path("tls").asText().equals("request-client-cert")) {
          mx.clientCertificate(ClientCertificateDemand.REQUESTED);
        }
        hosts = List.of(scene.mx(DOMAIN, 10, MX, "192.0.2.1", mx));
      }
      if (one.path("message").asText().equals(TlsWish.REQUIRETLS.configName())) {
        new CorpusRouting(scene).list(MX);
      }
      Map<String, Conclusion> conclusions = deliver(one, scene);
      assertConclusions(one.get("expected").get("recipients"), conclusions);
      hosts.forEach(SmtpDialogueCorpusTest::assertNothingEscaped);
    }
  }

  private static DialogueTimeouts timeouts(String expected) {
    Set<Conclusion> allowed = allowed(expected);
    boolean mayTimeOut =
        allowed.contains(Conclusion.TRANSIENT) || allowed.contains(Conclusion.IN_DOUBT);
    return DialogueTimeouts.defaults()
        .withAll(mayTimeOut ? STEP : AMPLE_STEP)
        .with(DialogueStep.CONNECT, STEP);
  }

  private static TestCertificate certificate(JsonNode server) {
    return switch (server.path("tls").asText()) {
      case "cert=self-signed" -> CA.certificate(MX).selfSigned().issue();
      case "cert=domain-name" -> CA.issue(DOMAIN);
      default -> CA.issue(MX);
    };
  }

  /** What became of each recipient; empty if the input was refused before anything was sent. */
  private static Map<String, Conclusion> deliver(JsonNode one, Scene scene) {
    JsonNode input = one.path("input");
    Envelope envelope;
    try {
      if (input.has("helo")) {
        EnforcedTlsClient.builder(input.get("helo").asText());
      }
      Envelope.Builder builder =
          Envelope.from(input.has("sender") ? input.get("sender").asText() : "x@x.test");
      String message = one.path("message").asText();
      if (message.startsWith("two recipients")) {
        builder.to("a@" + DOMAIN).to("b@" + DOMAIN);
      } else {
        builder.to(input.has("recipient") ? recipient(input, scene) : "a@" + DOMAIN);
      }
      wish(message).ifPresent(builder::tlsWish);
      envelope = builder.build();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContainingAny("\r", "\n", "\0");
      return Map.of();
    }
    DeliveryReport report = scene.deliver(envelope, content(one));
    Map<String, Conclusion> conclusions = new LinkedHashMap<>();
    report
        .outcomes()
        .forEach(
            outcome -> {
              conclusions.put(outcome.recipient().localPart(), outcome.conclusion());
              assertThat(outcome.toString()).doesNotContain("\r", "\n", "\u001b", "\u0007");
              assertStatus(one.get("expected").path("status").asText(), outcome);
            });
    return conclusions;
  }

  private static Optional<TlsWish> wish(String message) {
    return Arrays.stream(TlsWish.values())
        .filter(wish -> wish.configName().equals(message))
        .findFirst();
  }

  /** Of a few cases it is said, and of some of these not exactly. */
  private static void assertStatus(String expected, RecipientOutcome outcome) {
    if (expected.matches("[245]\\.[0-9]+\\.[0-9]+")) {
      assertThat(outcome.status()).hasToString(expected);
    }
  }

  private static String recipient(JsonNode input, Scene scene) {
    String recipient = input.get("recipient").asText();
    scene.dns().mx(Mailbox.of(recipient).domain().aLabels(), 10, MX);
    return recipient;
  }

  private static MailContent content(JsonNode one) {
    String message = one.path("message").asText();
    String body = "body\r\n";
    if (message.equals("8-bit body")) {
      body = "å\r\n";
    } else if (message.endsWith("MiB body")) {
      int mebi = Integer.parseInt(message.substring(0, message.indexOf(' ')));
      body = ("x".repeat(62) + "\r\n").repeat(mebi * 16384);
    } else if (one.has("body")) {
      body = one.get("body").asText();
    } else if (one.path("input").has("body")) {
      body = one.get("input").get("body").asText();
    }
    String field = message.equals("tls-required-no") ? "TLS-Required: No\r\n" : "";
    return MailContent.ofOctets((field + "Subject: test\r\n\r\n" + body).getBytes(UTF_8));
  }

  private static void assertConclusions(JsonNode expected, Map<String, Conclusion> conclusions) {
    if (expected.isTextual()) {
      if (conclusions.isEmpty()) {
        assertThat(expected.asText()).contains("refused");
      }
      conclusions.values().forEach(found -> assertThat(found).isIn(allowed(expected.asText())));
    } else {
      expected
          .properties()
          .forEach(
              entry ->
                  assertThat(conclusions.get(entry.getKey()))
                      .isIn(allowed(entry.getValue().asText())));
    }
  }

  private static Set<Conclusion> allowed(String words) {
    Set<Conclusion> allowed = EnumSet.noneOf(Conclusion.class);
    if (words.contains("delivered") || words.contains("either order")) {
      allowed.add(Conclusion.ACCEPTED);
    }
    if (words.contains("temp")) {
      allowed.add(Conclusion.TRANSIENT);
    }
    if (words.contains("unknown")) {
      allowed.add(Conclusion.IN_DOUBT);
    }
    if (words.contains("perm") || words.contains("refused")) {
      allowed.add(Conclusion.PERMANENT);
    }
    return allowed;
  }

  private static void assertNothingEscaped(ScriptedMx mx) {
    assertThat(mx.connections())
        .allSatisfy(
            connection -> {
              assertThat(connection.commands())
                  .filteredOn(command -> command.protection() == Protection.CLEAR)
                  .extracting(command -> command.verb())
                  .isSubsetOf("EHLO", "STARTTLS");
              assertThat(connection.verbs()).filteredOn("STARTTLS"::equals).hasSizeLessThan(2);
              assertThat(connection.verbs()).doesNotContain("AUTH", "HELO");
            });
    assertThat(mx.messages())
        .allSatisfy(
            message -> {
              String raw = new String(message.rawContent(), ISO_8859_1);
              assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
              // With nobody to send to, a lone dot is all that may follow a DATA that was accepted.
              assertThat(message.recipients().isEmpty()).isEqualTo(message.content().length == 0);
            });
  }
}
