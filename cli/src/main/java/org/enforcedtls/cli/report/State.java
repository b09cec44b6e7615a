package org.enforcedtls.cli.report;

import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.Mark;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.Severity;

/** What a check says of a partner, the most urgent first. */
enum State {
  STOPPED(Mark.STOP, "no mail would leave", "no mail leaves"),
  NOT_CHECKED(Mark.UNKNOWN, "could not be checked", "not checked"),
  FINDINGS(Mark.WARN, "mail would leave, with findings", "findings"),
  READY(Mark.GOOD, "ready", "ready");

  private final Mark mark;
  private final String words;
  private final String shortWords;

  State(Mark mark, String words, String shortWords) {
    this.mark = mark;
    this.words = words;
    this.shortWords = shortWords;
  }

  static State of(Readiness readiness) {
    return switch (readiness.verdict()) {
      case READY -> READY;
      case NOT_CHECKED -> NOT_CHECKED;
      case FINDINGS -> readiness.isDeliverable() ? FINDINGS : STOPPED;
    };
  }

  static Mark markOf(Severity severity) {
    return severity == Severity.FAILURE ? Mark.STOP : Mark.WARN;
  }

  Mark mark() {
    return mark;
  }

  String words() {
    return words;
  }

  /** For where there is little room. */
  String shortWords() {
    return shortWords;
  }

  Element said() {
    return said(mark, words);
  }

  /** A mark with the words that say the same. */
  static Element said(Mark mark, String words) {
    return Element.of("span", "said " + mark.styleClass())
        .add(mark.image(), Element.of("span").text(words));
  }

  Element badge() {
    return Element.of("span", "badge " + mark.styleClass())
        .add(mark.image(), Element.of("span").text(words));
  }
}
