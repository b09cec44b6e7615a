package org.enforcedtls.cli.report;

import java.util.List;
import org.enforcedtls.cli.page.Element;

/** The ways to a partner in words: for who does not see the picture, and for small screens. */
final class WayList {
  private WayList() {}

  static Element of(List<Way> ways) {
    Element list = Element.of("ul", "paths");
    ways.forEach(way -> list.add(Element.of("li", "path").add(stations(way))));
    return list;
  }

  private static Element stations(Way way) {
    Element stations = Element.of("ol");
    way.stations()
        .forEach(
            station -> stations.add(Element.of("li").add(station.mark().image(), words(station))));
    return stations;
  }

  private static Element words(Station station) {
    String detail = station.detail().isEmpty() ? "" : ", " + station.detail();
    Element state = Element.of("span", "said " + station.mark().styleClass()).text(station.words());
    return Element.of("span")
        .add(Element.of("span", "name").text(station.name()))
        .text(" ")
        .add(Element.of("span", "detail").text(station.kind() + detail + ": ").add(state));
  }
}
