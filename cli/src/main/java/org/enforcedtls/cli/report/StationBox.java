package org.enforcedtls.cli.report;

import org.enforcedtls.cli.page.Element;

/** A station as a box within a drawing: its mark, what it is, and how it is. */
final class StationBox {
  private static final int TEXT_FROM = 36;

  private StationBox() {}

  /**
   * A drawing of its own, to be placed.
   *
   * @param letters so many fit
   */
  static Element of(Station station, int letters) {
    String detail = station.detail().isEmpty() ? station.kind() : station.detail();
    String state = station.mark().styleClass() + "-word";
    return Element.of("svg", "station")
        .add(
            Element.of("title").text(station.name() + ": " + detail + ", " + station.words()),
            full(Element.of("rect", "box " + station.mark().styleClass()).set("rx", 7)),
            full(Element.of("svg"))
                .add(
                    station.mark().drawnAt(11, 12),
                    line("name", 20, commonName(station.name()), letters),
                    line("kind", 38, detail, letters),
                    line(state, 55, station.words(), letters)));
  }

  private static Element full(Element element) {
    return element.set("width", "100%").set("height", "100%");
  }

  private static Element line(String kind, int y, String text, int letters) {
    return Element.of("text", kind).set("x", TEXT_FROM).set("y", y).text(shortened(text, letters));
  }

  /** A distinguished name is told by its common name here; the title has it whole. */
  private static String commonName(String name) {
    int comma = name.indexOf(',');
    return name.startsWith("CN=") ? name.substring(3, comma < 0 ? name.length() : comma) : name;
  }

  private static String shortened(String text, int letters) {
    return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
  }
}
