package org.enforcedtls.architecture;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One RFC of {@code docs/rfcs.md}.
 *
 * @param rfc its number, 0 if the heading names none
 * @param title the rest of the heading
 * @param fields the points below the heading: word to text
 */
record RfcEntry(int rfc, String title, Map<String, String> fields) {
  private static final Pattern ENTRY =
      Pattern.compile("(?ms)^## (?:RFC (\\d+): )?(\\V+)$(.*?)(?=^## |\\z)");
  private static final Pattern FIELD = Pattern.compile("(?ms)^- (\\w+): (.*?)(?=^- |\\z)");
  private static final Pattern SECTION = Pattern.compile("\u00a7((?:\\d+|[A-Z])(?:\\.\\d+)*)");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparing(
          section ->
              DIGITS
                  .matcher(section)
                  .replaceAll(found -> "%06d".formatted(Integer.parseInt(found.group()))));

  static List<RfcEntry> parse(String list) {
    return ENTRY.matcher(list).results().map(RfcEntry::of).toList();
  }

  private static RfcEntry of(MatchResult entry) {
    Map<String, String> fields = new TreeMap<>();
    FIELD
        .matcher(entry.group(3))
        .results()
        .forEach(field -> fields.put(field.group(1), field.group(2).strip()));
    int rfc = entry.group(1) == null ? 0 : Integer.parseInt(entry.group(1));
    return new RfcEntry(rfc, entry.group(2), fields);
  }

  /** The text to paste into the list for an RFC that it lacks. */
  static String blank(int rfc, Collection<Citation> citations) {
    return "## RFC "
        + rfc
        + ": <title>\n- Done: <what is done>\n- Part: <what is done in part, or \"nothing\">\n"
        + "- Not: <what is left out, or \"nothing\">\n"
        + cited(sectionsOf(citations));
  }

  /** What this entry does not say that it should. */
  Stream<String> faults() {
    if (rfc == 0) {
      return Stream.of("expected \"## RFC <number>: <title>\", found \"## " + title + "\"");
    }
    Stream<String> all =
        Stream.concat(
            Stream.of("title").filter(word -> title.startsWith("<")),
            Stream.of("Done", "Part", "Not", "Cited")
                .filter(word -> fields.getOrDefault(word, "<").startsWith("<")));
    return all.map(word -> "RFC " + rfc + ": say its " + word);
  }

  Set<String> sections() {
    return SECTION
        .matcher(fields.getOrDefault("Cited", ""))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(() -> new TreeSet<>(BY_NUMBER)));
  }

  /** The point {@code Cited} as it has to be for these citations as well. */
  String citedWith(Collection<Citation> citations) {
    Set<String> sections = sectionsOf(citations);
    sections.addAll(sections());
    return cited(sections);
  }

  private static Set<String> sectionsOf(Collection<Citation> citations) {
    return citations.stream()
        .flatMap(citation -> citation.section().stream())
        .collect(Collectors.toCollection(() -> new TreeSet<>(BY_NUMBER)));
  }

  private static String cited(Set<String> sections) {
    return sections.isEmpty()
        ? "- Cited: as a whole\n"
        : sections.stream()
            .map(section -> "\u00a7" + section)
            .collect(joining(", ", "- Cited: ", "\n"));
  }
}
