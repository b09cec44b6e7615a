package org.enforcedtls.policyfile;

import java.util.Comparator;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a file; both numbers start at 1, a column is a character. */
record Place(int line, int column) implements Comparable<Place> {
  static final Place START = new Place(1, 1);

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  /** Marks count from 0. */
  static Place of(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
