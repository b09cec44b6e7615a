package org.enforcedtls.policy.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.MxPattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Records, policies and patterns that stand in a corpus. */
class StsCorpusTest {
  @TestFactory
  Stream<DynamicTest> records() throws IOException {
    return StsCorpus.load().tests("record", "record_cases", StsCorpusTest::checkRecord);
  }

  private static void checkRecord(JsonNode one) {
    List<String> records = new ArrayList<>();
    for (JsonNode strings : one.get("txt_records")) {
      records.add(String.join("", texts(strings)));
    }
    StsAnnouncement read = StsAnnouncement.of(records);
    if (one.get("expected").asText().equals("policy-id")) {
      assertThat(read).isEqualTo(new StsAnnouncement.Announced(one.get("id").asText()));
    } else {
      assertThat(read).isNotInstanceOf(StsAnnouncement.Announced.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> policies() throws IOException {
    return StsCorpus.load().tests("policy", "policy_cases", StsCorpusTest::checkPolicy);
  }

  private static void checkPolicy(JsonNode one) {
    String body = one.get("body").asText();
    if (one.get("expected").asText().equals("invalid")) {
      assertThatThrownBy(() -> StsPolicy.of(body)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    StsPolicy policy = StsPolicy.of(body);
    JsonNode expected = one.get("policy");
    assertThat(policy.mode().configName()).isEqualTo(expected.get("mode").asText());
    assertThat(policy.maxAge().toSeconds()).isEqualTo(expected.get("max_age").asLong());
    assertThat(policy.mxPatterns().stream().map(MxPattern::toString).toList())
        .isEqualTo(texts(expected.get("mx")));
  }

  @TestFactory
  Stream<DynamicTest> matches() throws IOException {
    return StsCorpus.load().tests("match", "mx_match_cases", StsCorpusTest::checkMatch);
  }

  /** What is no name of a host never gets as far as a pattern. */
  private static void checkMatch(JsonNode one) {
    boolean isMatch;
    try {
      Domain host = Domain.of(one.get("mx_host").asText());
      isMatch =
          texts(one.get("policy_mx")).stream()
              .anyMatch(pattern -> MxPattern.of(pattern).matches(host));
    } catch (IllegalArgumentException noHost) {
      isMatch = false;
    }
    assertThat(isMatch).isEqualTo(one.get("match").asBoolean());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
