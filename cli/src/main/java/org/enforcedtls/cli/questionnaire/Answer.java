package org.enforcedtls.cli.questionnaire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer, or why there is none. Immutable. */
final class Answer {
  private final @Nullable String known;
  private final String words;

  private Answer(@Nullable String known, String words) {
    this.known = known;
    this.words = words;
  }

  static Answer of(String known) {
    return new Answer(requireNonNull(known, "known"), known);
  }

  /**
   * There is no answer.
   *
   * @param why in plain words, to stand in its place
   */
  static Answer missing(String why) {
    return new Answer(null, requireNonNull(why, "why"));
  }

  static Answer of(Optional<String> known, String whyNot) {
    return known.map(Answer::of).orElseGet(() -> missing(whyNot));
  }

  /** Empty if it is missing. */
  Optional<String> known() {
    return Optional.ofNullable(known);
  }

  boolean isMissing() {
    return known == null;
  }

  /** The answer, or why there is none. */
  String words() {
    return words;
  }
}
