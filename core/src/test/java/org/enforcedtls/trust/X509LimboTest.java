package org.enforcedtls.trust;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** C2SP/x509-limbo, in the tiers that say what a strict validator of servers has to get right. */
final class X509LimboTest {
  /** For the cases without a time of their own: their certificates run from 1970 to 2969. */
  private static final Instant NO_TIME_OF_ITS_OWN = Instant.parse("2026-01-01T00:00:00Z");

  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private record Tier(String name, String expected) {}

  @TestFactory
  Stream<DynamicTest> answersEveryCaseThatAStrictValidatorMustGetRight() throws IOException {
    return cases(tier -> tier.name().equals("must") || tier.name().equals("strict"))
        .map(
            test ->
                DynamicTest.dynamicTest(
                    id(test),
                    () -> {
                      CertificateVerdict verdict = verdict(test);
                      assertThat(answer(test, verdict))
                          .as("%s", verdict)
                          .isEqualTo(test.path("expected_result").asText());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsMeantToExhaustItInTime() throws IOException {
    return cases(tier -> tier.name().equals("time-limit"))
        .map(
            test ->
                DynamicTest.dynamicTest(
                    id(test),
                    () -> {
                      long start = System.nanoTime();
                      assertThat(answer(test, verdict(test))).isEqualTo("FAILURE");
                      assertThat(Duration.ofNanos(System.nanoTime() - start))
                          .isLessThan(TIME_LIMIT);
                    }));
  }

  @Test
  void divergesFromTheRecordedCasesAsListedAndNowhereElse() throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (JsonNode test : cases(tier -> tier.name().equals("record")).toList()) {
      String answer = answer(test, verdict(test));
      if (!answer.equals(test.path("expected_result").asText())) {
        answers.put(id(test), answer);
      }
    }
    assertThat(answers).isEqualTo(listedDivergences());
  }

  @Test
  void allTiersArePresent() throws IOException {
    assertThat(tiers().values().stream().map(Tier::name))
        .contains("must", "strict", "record", "time-limit", "skip");
    assertThat(cases(tier -> tier.name().equals("must"))).hasSize(102);
    assertThat(cases(tier -> tier.name().equals("strict"))).hasSize(19);
  }

  /** A case without a peer name asks only about the path. */
  private static String answer(JsonNode test, CertificateVerdict verdict) {
    boolean asksForName = test.path("expected_peer_name").isObject();
    boolean isPathGood =
        verdict instanceof CertificateVerdict.NotVerified refused
            && refused.findings().stream()
                .allMatch(finding -> finding.kind() == CertificateFinding.Kind.NAME_MISMATCH);
    return verdict.isVerified() || (!asksForName && isPathGood) ? "SUCCESS" : "FAILURE";
  }

  private static CertificateVerdict verdict(JsonNode test) throws IOException {
    List<X509Certificate> presented = new ArrayList<>();
    List<X509Certificate> anchors = new ArrayList<>();
    try {
      for (JsonNode pem : test.path("trusted_certs")) {
        anchors.add(certificate(pem));
      }
      presented.add(certificate(test.path("peer_certificate")));
      for (JsonNode pem : test.path("untrusted_intermediates")) {
        presented.add(certificate(pem));
      }
    } catch (CertificateException e) {
      return new CertificateVerdict.NotVerified(
          List.of(
              Evidence.none()
                  .finding(CertificateFinding.Kind.UNSUITABLE, "a certificate", "none: " + e)));
    }
    return CertificateVerifier.verify(
        presented,
        reference(test.path("expected_peer_name")),
        CertificateRequirement.builder(TrustAnchors.of(anchors)).build(),
        test.path("validation_time").isTextual()
            ? java.time.OffsetDateTime.parse(test.path("validation_time").asText()).toInstant()
            : NO_TIME_OF_ITS_OWN);
  }

  private static ReferenceIdentifier reference(JsonNode name) throws IOException {
    if (name.path("kind").asText().equals("IP")) {
      return ReferenceIdentifier.ofAddress(InetAddress.getByName(name.path("value").asText()));
    }
    return ReferenceIdentifier.of(Domain.of(name.path("value").asText("nobody.example")));
  }

  private static X509Certificate certificate(JsonNode pem) throws CertificateException {
    String base64 = pem.asText().replaceAll("-----[A-Z ]+-----|\\s", "");
    return Certificates.parse(Base64.getDecoder().decode(base64));
  }

  private static Stream<JsonNode> cases(Predicate<Tier> wanted) throws IOException {
    Map<String, Tier> tiers = tiers();
    JsonNode limbo = new ObjectMapper().readTree(SharedData.file("x509-limbo/limbo.json").toFile());
    return StreamSupport.stream(limbo.path("testcases").spliterator(), false)
        .filter(test -> wanted.test(Objects.requireNonNull(tiers.get(id(test)))));
  }

  private static Map<String, Tier> tiers() throws IOException {
    return Files.readAllLines(SharedData.file("x509-limbo/tiers.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .collect(toMap(field -> field[0], field -> new Tier(field[1], field[2])));
  }

  private static Map<String, String> listedDivergences() throws IOException {
    try (InputStream in = X509LimboTest.class.getResourceAsStream("x509-limbo-divergences.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(toMap(field -> field[0], field -> field[1]));
    }
  }

  private static String id(JsonNode test) {
    return test.path("id").asText();
  }
}
