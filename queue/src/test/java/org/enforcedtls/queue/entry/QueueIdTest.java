package org.enforcedtls.queue.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueIdTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @Test
  void idsOfOneInstantDiffer() {
    assertThat(IntStream.range(0, 10_000).mapToObj(i -> QueueId.next(NOW))).doesNotHaveDuplicates();
  }

  @Test
  void idsSortByTime() {
    assertThat(QueueId.next(NOW)).isLessThan(QueueId.next(NOW.plusMillis(1)));
    assertThat(QueueId.next(NOW)).isGreaterThan(QueueId.next(NOW.minusMillis(1)));
  }

  @Test
  void textOfAnIdIsRead() {
    QueueId id = QueueId.next(NOW);
    assertThat(new QueueId(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01JDXQ6T6V8KZ0W3F2E5RPN4Y",
        "01JDXQ6T6V8KZ0W3F2E5RPN4YCC",
        "01jdxq6t6v8kz0w3f2e5rpn4yc",
        "81JDXQ6T6V8KZ0W3F2E5RPN4YC",
        "01JDXQ6T6V8KZ0W3F2E5RPN4YU",
        "01JDXQ6T6V8KZ0W3F2E5RPN4Y\n"
      })
  void everythingElseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueId(text))
        .withMessageContaining("26 digits and capital letters");
  }
}
