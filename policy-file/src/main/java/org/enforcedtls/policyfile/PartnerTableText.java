package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.List;

/** A whole partner table as text, made of rows. Immutable. */
public final class PartnerTableText {
  private final List<String> lines = new ArrayList<>();

  private PartnerTableText(List<String> comments, List<PartnerRowText> rows) {
    comments.forEach(comment -> lines.add("# " + FoundText.escaped(comment)));
    lines.add("version: 1");
    lines.add(rows.isEmpty() ? "partners: []" : "partners:");
    rows.forEach(row -> lines.addAll(row.lines()));
  }

  /**
   * A table that {@link PartnerFile} reads, if no two rows are for one domain.
   *
   * @param comments stand at the top, a line each, from anybody; what is not printable is escaped
   * @param rows in their order; none is a table without rows
   * @return the text
   */
  public static PartnerTableText of(List<String> comments, List<PartnerRowText> rows) {
    return new PartnerTableText(comments, rows);
  }

  /** The file as it is to be written, in UTF-8. */
  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
