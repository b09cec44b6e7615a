package org.enforcedtls.cli.page;

import java.util.Locale;

/** Signs for good and bad, told apart by shape first and by colour second. */
public enum Mark {
  /** A square with a cross: it does not work. */
  STOP(
      "M3 1.5h10a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13V3A1.5 1.5 0 0 1 3 1.5z",
      "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"),
  /** A diamond with a question: nothing is known. */
  UNKNOWN(
      "M8 .6L15.4 8L8 15.4L.6 8z", "M6.4 6.2a1.6 1.6 0 1 1 2.3 1.5c-.5.3-.7.6-.7 1.1M8 11.1v.1"),
  /** A triangle with an exclamation mark: it works, and will not stay so. */
  WARN("M8 1.2L15.4 14.4H.6z", "M8 6v4M8 12.2v.1"),
  /** A disc with a tick: as it should be. */
  GOOD("M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8z", "M4.8 8.2l2.2 2.3l4.2-4.6"),
  /** A ring: it was not reached, or plays no part. */
  NONE("M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3z", "M5.4 8h5.2");

  private final String shape;
  private final String sign;

  Mark(String shape, String sign) {
    this.shape = shape;
    this.sign = sign;
  }

  /**
   * The class of everything that has the colours of this mark.
   *
   * @return such as {@code stop}
   */
  public String styleClass() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether mail passes what bears this mark.
   *
   * @return true for GOOD and WARN
   */
  public boolean isPassable() {
    return this == GOOD || this == WARN;
  }

  /**
   * The mark beside words that say the same.
   *
   * @return an image of one line's height, not read aloud
   */
  public Element image() {
    return use()
        .set("class", "mark " + styleClass())
        .set("width", 16)
        .set("height", 16)
        .set("aria-hidden", "true")
        .set("focusable", "false");
  }

  /**
   * The mark within a drawing.
   *
   * @param x of its left edge
   * @param y of its upper edge
   * @return an element of 16 by 16
   */
  public Element drawnAt(int x, int y) {
    return use()
        .set("class", "mark " + styleClass())
        .set("x", x)
        .set("y", y)
        .set("width", 16)
        .set("height", 16);
  }

  private Element use() {
    return Element.of("svg")
        .set("viewBox", "0 0 16 16")
        .add(Element.of("use").set("href", "#" + id()));
  }

  private String id() {
    return "mark-" + styleClass();
  }

  /** All marks, for the images to refer to; not shown itself. */
  static Element drawings() {
    Element all =
        Element.of("svg", "drawings")
            .set("width", 0)
            .set("height", 0)
            .set("aria-hidden", "true")
            .set("focusable", "false");
    for (Mark mark : values()) {
      all.add(
          Element.of("symbol")
              .set("id", mark.id())
              .set("viewBox", "0 0 16 16")
              .add(
                  Element.of("path", "shape").set("d", mark.shape),
                  Element.of("path", "sign").set("d", mark.sign)));
    }
    return all;
  }
}
