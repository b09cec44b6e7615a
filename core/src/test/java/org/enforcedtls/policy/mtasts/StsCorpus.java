package org.enforcedtls.policy.mtasts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/**
 * Cases that lie beside the repository, and the list of those that we knowingly answer in another
 * way; one of that list that passes fails.
 */
final class StsCorpus {
  private static final Path FILE = Path.of("..", "..", "shared", "data", "mta-sts", "vectors.json");
  private static final String DIVERGENCES = "/mta-sts-known-divergences.txt";

  /** Checks one case. */
  @FunctionalInterface
  interface Check {
    void run(JsonNode one) throws Exception;
  }

  private final JsonNode all;
  private final Set<String> divergent;

  private StsCorpus(JsonNode all, Set<String> divergent) {
    this.all = all;
    this.divergent = divergent;
  }

  /** Skips the test, and says so, where the corpus is missing. */
  static StsCorpus load() throws IOException {
    if (!Files.exists(FILE)) {
      abort("SKIPPED: no " + FILE.toAbsolutePath().normalize() + ", so this corpus was not run");
    }
    try (InputStream list = StsCorpus.class.getResourceAsStream(DIVERGENCES)) {
      Set<String> divergent =
          new String(list.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.substring(0, line.indexOf('|')).strip())
              .collect(Collectors.toSet());
      return new StsCorpus(new ObjectMapper().readTree(Files.readString(FILE)), divergent);
    }
  }

  /** A policy that every sender takes. */
  String validBody() {
    return all.get("policy_valid_body").asText();
  }

  /** One test for each case under a key. */
  Stream<DynamicTest> tests(String kind, String key, Check check) {
    return StreamSupport.stream(all.get(key).spliterator(), false)
        .map(
            one -> {
              String name = kind + " " + one.get("n").asInt();
              return DynamicTest.dynamicTest(
                  name + ": " + one.path("basis").asText(one.path("note").asText()),
                  () -> {
                    if (divergent.contains(name)) {
                      assertThatThrownBy(() -> check.run(one)).isInstanceOf(AssertionError.class);
                    } else {
                      check.run(one);
                    }
                  });
            });
  }
}
