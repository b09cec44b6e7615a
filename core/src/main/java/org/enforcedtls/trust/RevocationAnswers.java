package org.enforcedtls.trust;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;

/** Makes one answer of several about the same certificate. */
final class RevocationAnswers {
  private RevocationAnswers() {}

  /** Whoever says revoked is believed; else whoever says good; else nobody has answered. */
  static RevocationAnswer joined(List<RevocationAnswer> answers) {
    return first(answers, Revoked.class::isInstance)
        .or(() -> first(answers, Good.class::isInstance))
        .orElseGet(() -> new NoAnswer(reasons(answers)));
  }

  private static Optional<RevocationAnswer> first(
      List<RevocationAnswer> answers, Predicate<RevocationAnswer> wanted) {
    return answers.stream().filter(wanted).findFirst();
  }

  private static String reasons(List<RevocationAnswer> answers) {
    return answers.stream()
        .map(answer -> answer instanceof NoAnswer none ? none.why() : answer.toString())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
