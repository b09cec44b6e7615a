package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.interop.PostfixScene.FIRST;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message that is larger than the heap. */
class LargeMessageIT {
  private static final int SIZE_OCTETS = 25 * 1024 * 1024;

  private static final String HEADER =
      """
      From: <reports@bank.example>
      Subject: large
      Message-ID: <1@bank.example>
      Date: Tue, 24 Nov 2026 10:00:00 +0100

      """;

  @TempDir private Path directory;

  @BeforeAll
  static void postfixIsInstalled() {
    PostfixScene.assumePostfix();
  }

  @Test
  void messageOf25MegabytesIsSentWithAHeapOf20() throws Exception {
    byte[] message = message();
    try (PostfixScene scene = new PostfixScene(directory)) {
      PostfixMx postfix = scene.first(scene.ca().issue(FIRST), Map.of());

      CommandLineRun run = scene.send(List.of("-Xmx20m"), message);

      assertThat(run.exitCode()).as(run.out()).isZero();
      byte[] arrived = postfix.awaitMessage();
      String head = new String(arrived, 0, 4096, ISO_8859_1);
      int begin = head.indexOf("From: <reports@bank.example>");
      assertThat(Arrays.equals(arrived, begin, arrived.length, message, 0, message.length))
          .as("%s octets from %s on, of %s", arrived.length - begin, begin, message.length)
          .isTrue();
    }
  }

  private static byte[] message() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(HEADER.getBytes(US_ASCII));
    for (int line = 0; octets.size() < SIZE_OCTETS; line++) {
      octets.writeBytes((".line " + line + " " + "x".repeat(60) + "\n").getBytes(US_ASCII));
    }
    return octets.toByteArray();
  }
}
