package org.enforcedtls.architecture;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An RFC that a source names in the one form that is used: number, blank, sign, section, as in RFC
 * 5321 §4.5.3.2; or the number alone. A line of a comment may end at the blank.
 *
 * @param rfc its number
 * @param section without the sign; empty if the RFC is named as a whole
 * @param place where it is named
 */
record Citation(int rfc, Optional<String> section, String place) {
  private static final String GAP = "(?: |\\h*\\R\\h*(?://|\\*(?!/))?\\h*)";
  private static final String LOOSE_GAP = "(?:[\\s*/]|&nbsp;)";
  private static final String SECTION_WORD = "(?i:sections?|sect?\\.|chapter|appendix)";

  private static final Pattern RIGHT =
      Pattern.compile(
          ("RFC" + GAP + "(?<rfc>\\d+)")
              + ("(?:"
                  + GAP
                  + "\u00a7(?<section>(?:\\d++|[A-Z])(?:\\.\\d+)*+)(?![\\w\u00a7\u2013-]))?"));

  /** What a reader would take for a citation. It is one only if it lies within a right one. */
  private static final Pattern LOOSE =
      Pattern.compile(
          ("\\bRFCs?(?:" + LOOSE_GAP + "|[#:,-])*\\d{3,5}")
              + ("(?:(?:" + LOOSE_GAP + "|[,;(])*" + SECTION_WORD)
              + ("|" + LOOSE_GAP + "+\\d+(?:\\.\\d+)+)?")
              + ("|"
                  + SECTION_WORD
                  + LOOSE_GAP
                  + "+[\\d.]+"
                  + LOOSE_GAP
                  + "+of"
                  + LOOSE_GAP
                  + "+RFC")
              + "|\u00a7|\\b(?:rfc-editor|ietf)\\.org");

  static Stream<Citation> in(SourceFile source) {
    return RIGHT
        .matcher(source.text())
        .results()
        .map(
            match ->
                new Citation(
                    Integer.parseInt(match.group(1)),
                    Optional.ofNullable(match.group(2)),
                    SourceFile.at(source.path(), source.text(), match.start())));
  }

  /** As it is written in a source. */
  @Override
  public String toString() {
    return "RFC " + rfc + section.map(number -> " \u00a7" + number).orElse("");
  }

  /** Each citation in another form. Signs and links may stand alone in what is not code. */
  static Stream<String> wrongIn(SourceFile source) {
    List<MatchResult> right = RIGHT.matcher(source.text()).results().toList();
    Predicate<MatchResult> isRight =
        loose -> right.stream().anyMatch(r -> r.start() <= loose.start() && loose.end() <= r.end());
    return LOOSE
        .matcher(source.text())
        .results()
        .filter(isRight.negate())
        .filter(loose -> source.isJava() || loose.group().contains("RFC"))
        .map(loose -> wrong(source, loose));
  }

  private static String wrong(SourceFile source, MatchResult loose) {
    String text = source.text();
    String found = text.substring(loose.start(), Math.min(text.length(), loose.end() + 20));
    return SourceFile.at(source.path(), text, loose.start())
        + ": expected RFC, blank, number, blank, \u00a7section, and so for each section; found \""
        + found.replaceAll("\\s*\\R[\\s*/]*", " ").strip()
        + "\"";
  }
}
