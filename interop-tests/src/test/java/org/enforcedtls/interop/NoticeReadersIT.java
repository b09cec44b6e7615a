package org.enforcedtls.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Notices, read by programs that nobody of this project wrote. */
class NoticeReadersIT {
  @TempDir private Path directory;

  static Stream<Arguments> readings() {
    return Stream.of(NoticeReader.values())
        .flatMap(reader -> NoticeCase.all().map(notice -> arguments(reader, notice)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("readings")
  void readerFindsEachRecipientWithItsFate(NoticeReader reader, NoticeCase notice)
      throws Exception {
    assumeTrue(
        reader.isInstalled(), "SKIPPED, NOTHING WAS PROVED: " + reader + " is not installed");
    Path file = notice.writeTo(directory.resolve("notice.eml"));
    if (reader.isKnownToDivergeOn(notice)) {
      assertThat(readOrEmpty(reader, file))
          .as("known divergence")
          .isNotEqualTo(reader.facts(notice));
    } else {
      assertThat(reader.read(file)).isEqualTo(reader.facts(notice));
    }
  }

  private static Set<String> readOrEmpty(NoticeReader reader, Path file) throws Exception {
    try {
      return reader.read(file);
    } catch (IOException e) {
      return Set.of();
    }
  }
}
