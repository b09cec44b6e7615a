package org.enforcedtls.cli.page;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A table in which the first cell of each row is its heading. For one thread. */
public final class Table {
  private final List<String> columns;
  private final Element body = Element.of("tbody");
  private final String caption;
  private String styleClasses = "";

  /**
   * Starts a table.
   *
   * @param caption what it shows
   * @param columns their headings
   */
  public Table(String caption, List<String> columns) {
    this.caption = requireNonNull(caption, "caption");
    this.columns = List.copyOf(columns);
  }

  /**
   * Sets its classes; none unless set.
   *
   * @param styleClasses of the style
   * @return this
   */
  public Table styled(String styleClasses) {
    this.styleClasses = requireNonNull(styleClasses, "styleClasses");
    return this;
  }

  /**
   * Appends a row.
   *
   * @param cells what is in each, as many as there are columns
   * @return this
   * @throws IllegalArgumentException if there are more or fewer
   */
  public Table row(Element... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "cells: expected " + columns.size() + ", found " + cells.length);
    }
    Element row = Element.of("tr");
    for (int i = 0; i < cells.length; i++) {
      Element cell = i == 0 ? Element.of("th").set("scope", "row") : Element.of("td");
      row.add(cell.set("data-label", columns.get(i)).add(cells[i]));
    }
    body.add(row);
    return this;
  }

  /**
   * The table.
   *
   * @return an element
   */
  public Element element() {
    Element heading = Element.of("tr");
    columns.forEach(name -> heading.add(Element.of("th").set("scope", "col").text(name)));
    Element table =
        styleClasses.isEmpty() ? Element.of("table") : Element.of("table", styleClasses);
    return table.add(Element.of("caption").text(caption), Element.of("thead").add(heading), body);
  }
}
