package org.enforcedtls.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueStoryTest {
  @Test
  void lateIsHeldAndDeliveredAndNeverIsGivenUp(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (RepairablePartners partners = new RepairablePartners()) {
      QueueStory.tell(partners, folder, new PrintStream(told, true, UTF_8));
      assertThat(partners.notices()).hasSize(2);
      assertThat(partners.notices().get(0)).contains("Action: delayed");
      assertThat(partners.notices().get(1)).contains("Action: failed", "Status: 5.4.7");
    }
    assertThat(told.toString(UTF_8).lines().map(String::strip))
        .containsSubsequence(
            "inbox@late.example     held      certificate-expired",
            "inbox@late.example     accepted",
            "inbox@never.example    held      starttls-not-offered",
            "inbox@never.example    expired   starttls-not-offered");
  }
}
