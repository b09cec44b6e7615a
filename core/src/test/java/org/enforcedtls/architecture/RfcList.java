package org.enforcedtls.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of RFCs, {@code docs/rfcs.md}.
 *
 * @param entries in the order of the file
 */
record RfcList(List<RfcEntry> entries) {
  static final String PATH = "docs/rfcs.md";

  static RfcList parse(String text) {
    return new RfcList(RfcEntry.parse(text));
  }

  /** What is wrong with the list itself. */
  Stream<String> faults() {
    List<Integer> order = entries.stream().map(RfcEntry::rfc).toList();
    Stream<String> disorder =
        Stream.of("expected each RFC once, by number, found " + order)
            .filter(text -> !order.equals(List.copyOf(new TreeSet<>(order))));
    return Stream.concat(disorder, entries.stream().flatMap(RfcEntry::faults))
        .map(text -> PATH + ": " + text);
  }

  /** What the list lacks, one text for each RFC, with the lines to paste into it. */
  Stream<String> lacking(Collection<Citation> citations) {
    return citations.stream()
        .filter(citation -> !lists(citation))
        .collect(groupingBy(Citation::rfc, TreeMap::new, toList()))
        .entrySet()
        .stream()
        .map(lacking -> lacking(lacking.getKey(), lacking.getValue()));
  }

  /** The sections in the list that nothing cites. */
  Stream<String> uncited(Collection<Citation> citations) {
    Set<String> cited = citations.stream().map(Citation::toString).collect(Collectors.toSet());
    return entries.stream()
        .flatMap(entry -> entry.sections().stream().map(s -> "RFC " + entry.rfc() + " \u00a7" + s))
        .filter(section -> !cited.contains(section));
  }

  private boolean lists(Citation citation) {
    return entry(citation.rfc())
        .filter(entry -> citation.section().map(entry.sections()::contains).orElse(true))
        .isPresent();
  }

  private String lacking(int rfc, List<Citation> citations) {
    String what =
        citations.stream()
            .collect(
                toMap(Citation::toString, Citation::place, (first, second) -> first, TreeMap::new))
            .entrySet()
            .stream()
            .map(cited -> cited.getKey() + " (" + cited.getValue() + ")")
            .collect(joining(", "));
    return entry(rfc)
        .map(
            entry ->
                what + "\nIn " + PATH + " the last point becomes:\n" + entry.citedWith(citations))
        .orElseGet(
            () -> what + "\nAdd to " + PATH + ", and fill in:\n" + RfcEntry.blank(rfc, citations));
  }

  private Optional<RfcEntry> entry(int rfc) {
    return entries.stream().filter(entry -> entry.rfc() == rfc).findFirst();
  }
}
