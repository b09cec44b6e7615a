package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.enforcedtls.policyfile.PartnerFileException.Problem;

/** The problems of one file, as they are found. For one thread. */
final class Problems {
  /** A file that is not a partner table at all must not fill the memory with its problems. */
  private static final int MAX_PROBLEMS = 1000;

  private static final Comparator<Problem> FILE_ORDER =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final String fileName;
  private final List<Problem> found = new ArrayList<>();

  Problems(String fileName) {
    this.fileName = fileName;
  }

  void add(Place place, String text) {
    if (hasRoom()) {
      found.add(new Problem(fileName, place.line(), place.column(), text));
    }
  }

  /** False if no more problems are taken but the last; its room is kept. */
  boolean hasRoom() {
    return found.size() < MAX_PROBLEMS - 1;
  }

  /** For a problem after which nothing more can be read. */
  PartnerFileException last(Place place, String text) {
    found.add(new Problem(fileName, place.line(), place.column(), text));
    return exception();
  }

  void throwIfAny() throws PartnerFileException {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  /** Where something else stands in the same file, such as {@code partners.yaml:3}. */
  String reference(Place place) {
    return fileName + ":" + place.line();
  }

  private PartnerFileException exception() {
    return new PartnerFileException(found.stream().sorted(FILE_ORDER).toList());
  }
}
