package org.enforcedtls.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How RFCs are cited. The tables lie outside the sources, since they hold what no source may. */
class CitationsTest {
  private static final List<SourceFile> PROJECT =
      Sources.ofThisProject().files().stream()
          .filter(source -> !source.path().equals(RfcList.PATH))
          .toList();
  private static final List<Citation> CITED = PROJECT.stream().flatMap(Citation::in).toList();
  private static final RfcList LIST =
      Sources.ofThisProject().files().stream()
          .filter(source -> source.path().equals(RfcList.PATH))
          .map(source -> RfcList.parse(source.text()))
          .findFirst()
          .orElseThrow();

  @Test
  void everyCitationHasTheOneForm() {
    assertThat(PROJECT.stream().flatMap(Citation::wrongIn)).isEmpty();
  }

  @Test
  void everyRfcAndSectionCitedIsInTheList() {
    LIST.uncited(CITED).forEach(section -> System.out.println("listed, not cited: " + section));
    assertThat(CITED).isNotEmpty();
    assertThat(LIST.lacking(CITED).collect(Collectors.joining("\n"))).isEmpty();
  }

  @Test
  void listSaysOfEachRfcWhatIsDone() {
    assertThat(LIST.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "citations-right.txt", delimiter = '|', quoteCharacter = '`')
  void rightCitationIsReadAcrossLines(String text, String citations) {
    SourceFile source = java(text);
    assertThat(Citation.in(source).map(Citation::toString).collect(Collectors.joining(", ")))
        .isEqualTo(citations);
    assertThat(Citation.wrongIn(source)).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "citations-wrong.txt", delimiter = '|', quoteCharacter = '`')
  void wrongFormIsFound(String text) {
    assertThat(Citation.wrongIn(java("/**\n * By " + text + ". */")))
        .isNotEmpty()
        .allMatch(place -> place.startsWith("core/src/main/java/Thing.java:2: expected "));
  }

  @Test
  void sectionsThatAreMissingComeAsTheLineToPaste() {
    RfcList list =
        RfcList.parse(
            """
            # RFCs

            ## RFC 5321: SMTP
            - Done: all
              of it
            - Part: nothing
            - Not: nothing
            - Cited: \u00a74.2, \u00a74.10,
              \u00a7A.1
            """);
    assertThat(list.faults()).isEmpty();
    assertThat(list.lacking(cited("RFC 5321 \u00a74.9\nRFC 5321 \u00a74.2\nRFC 5321")))
        .containsExactly(
            """
            RFC 5321 \u00a74.9 (core/src/main/java/Thing.java:1)
            In docs/rfcs.md the last point becomes:
            - Cited: \u00a74.2, \u00a74.9, \u00a74.10, \u00a7A.1
            """);
    assertThat(list.uncited(cited("RFC 5321 \u00a74.10 RFC 5321 \u00a7A.1")))
        .containsExactly("RFC 5321 \u00a74.2");
  }

  @Test
  void rfcThatIsMissingComesAsTheLinesToFillIn() {
    String blank =
        """
        ## RFC 7505: <title>
        - Done: <what is done>
        - Part: <what is done in part, or "nothing">
        - Not: <what is left out, or "nothing">
        - Cited: \u00a73
        """;
    assertThat(RfcList.parse("").lacking(cited("RFC 7505 \u00a73\nRFC 7505")))
        .singleElement()
        .asString()
        .endsWith("Add to docs/rfcs.md, and fill in:\n" + blank);
    assertThat(RfcList.parse(blank).faults()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## RFC 5321: SMTP\n- Done: a\n- Part: b\n- Cited: as a whole\n",
        "## SMTP\n- Done: a\n- Part: b\n- Not: c\n- Cited: as a whole\n",
        "## RFC 5321: SMTP\n- Done: a\n- Part: <b>\n- Not: c\n- Cited: as a whole\n",
        FULL + FULL,
      })
  void listThatLeavesSomethingOutIsFound(String list) {
    assertThat(RfcList.parse(list).faults()).isNotEmpty();
  }

  private static final String FULL =
      "## RFC 5321: SMTP\n- Done: a\n- Part: b\n- Not: c\n- Cited: as a whole\n";

  private static List<Citation> cited(String text) {
    return Citation.in(new SourceFile("core/src/main/java/Thing.java", text)).toList();
  }

  private static SourceFile java(String text) {
    return new SourceFile("core/src/main/java/Thing.java", text.replace('↵', '\n'));
  }
}
