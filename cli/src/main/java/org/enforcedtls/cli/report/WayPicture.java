package org.enforcedtls.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.enforcedtls.cli.page.Element;

/**
 * The ways to a partner, drawn from left to right: domain, MX hosts, certificates, CAs. What
 * several ways share is drawn once, so that one sees what hangs on one certificate. Columns are in
 * percent, so that the letters stay as large as they are.
 */
final class WayPicture {
  private static final int HEADING_HEIGHT = 24;
  private static final int BOX_HEIGHT = 66;
  private static final int ROW_HEIGHT = 82;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Domain", 0, 22),
          new Column("MX hosts", 25, 24),
          new Column("Certificates", 52, 24),
          new Column("CAs", 79, 21));

  /** Where a kind of station stands, in percent of the width. */
  private record Column(String heading, int left, int width) {
    int right() {
      return left + width;
    }

    /** So many fit where the page is wide; a narrower one cuts. */
    int letters() {
      return width * 11 / 10;
    }
  }

  private record Edge(int column, String from, String to, boolean isProved) {}

  private final String id;
  private final List<Map<String, Station>> columns = new ArrayList<>();
  private final Set<Edge> edges = new LinkedHashSet<>();
  private final List<Map<String, Integer>> tops = new ArrayList<>();

  private WayPicture(Partner partner, List<Way> ways) {
    this.id = partner.id();
    COLUMNS.forEach(column -> columns.add(new LinkedHashMap<>()));
    Station domain = domain(partner);
    ways.forEach(way -> take(domain, way));
  }

  static Element of(Partner partner, List<Way> ways) {
    return new WayPicture(partner, ways).drawing(partner);
  }

  private static Station domain(Partner partner) {
    String hosts = Words.count(partner.decision().hosts().size(), "MX host", "MX hosts");
    State state = partner.state();
    return new Station("", "domain", partner.domain(), hosts, state.mark(), state.shortWords());
  }

  private void take(Station domain, Way way) {
    String before = domain.key();
    columns.get(0).putIfAbsent(before, domain);
    for (int i = 0; i < way.stations().size(); i++) {
      Station station = way.stations().get(i);
      columns.get(i + 1).merge(station.key(), station, Station::with);
      edges.add(new Edge(i, before, station.key(), station.mark().isPassable()));
      before = station.key();
    }
  }

  private Element drawing(Partner partner) {
    place();
    int rows = columns.stream().mapToInt(Map::size).max().orElse(1);
    Element svg =
        Element.of("svg")
            .set("class", "way")
            .set("role", "img")
            .set("aria-labelledby", id + "-title " + id + "-desc")
            .set("height", bottom(rows))
            .add(
                Element.of("title").set("id", id + "-title").text("The way to " + partner.domain()),
                Element.of("desc")
                    .set("id", id + "-desc")
                    .text(
                        "From the domain over its MX hosts and their certificates to the CAs. The"
                            + " list that follows says the same in words."));
    edges.forEach(edge -> draw(svg, edge));
    for (int i = 0; i < COLUMNS.size(); i++) {
      Column column = COLUMNS.get(i);
      Map<String, Integer> top = tops.get(i);
      if (!columns.get(i).isEmpty()) {
        svg.add(
            Element.of("text", "column")
                .set("x", column.left + "%")
                .set("y", 12)
                .text(column.heading));
      }
      columns
          .get(i)
          .forEach(
              (key, station) ->
                  svg.add(
                      StationBox.of(station, column.letters())
                          .set("x", column.left + "%")
                          .set("width", column.width + "%")
                          .set("y", top.getOrDefault(key, 0))
                          .set("height", BOX_HEIGHT)));
    }
    return Element.of("div", "picture").add(svg);
  }

  private int bottom(int rows) {
    int lowest =
        tops.stream().flatMap(top -> top.values().stream()).mapToInt(top -> top).max().orElse(0);
    return Math.max(lowest, HEADING_HEIGHT + (rows - 1) * ROW_HEIGHT) + BOX_HEIGHT + 2;
  }

  /** Hosts one below the other; each other station in the middle of those that lead to it. */
  private void place() {
    Map<String, Integer> hosts = new LinkedHashMap<>();
    for (String key : columns.get(1).keySet()) {
      hosts.put(key, HEADING_HEIGHT + hosts.size() * ROW_HEIGHT);
    }
    tops.add(Map.of("", HEADING_HEIGHT + Math.max(0, hosts.size() - 1) * ROW_HEIGHT / 2));
    tops.add(hosts);
    tops.add(behind(1, hosts));
    tops.add(behind(2, tops.get(2)));
  }

  private Map<String, Integer> behind(int column, Map<String, Integer> before) {
    Map<String, Integer> top = new LinkedHashMap<>();
    int free = HEADING_HEIGHT;
    for (String key : columns.get(column + 1).keySet()) {
      double middle =
          edges.stream()
              .filter(edge -> edge.column == column && edge.to.equals(key))
              .mapToInt(edge -> before.getOrDefault(edge.from, HEADING_HEIGHT))
              .average()
              .orElse(HEADING_HEIGHT);
      int y = Math.max(free, (int) middle);
      top.put(key, y);
      free = y + ROW_HEIGHT;
    }
    return top;
  }

  private void draw(Element svg, Edge edge) {
    Column from = COLUMNS.get(edge.column);
    Column to = COLUMNS.get(edge.column + 1);
    int y1 = tops.get(edge.column).getOrDefault(edge.from, 0) + BOX_HEIGHT / 2;
    int y2 = tops.get(edge.column + 1).getOrDefault(edge.to, 0) + BOX_HEIGHT / 2;
    int middle = (from.right() + to.left) / 2;
    String kind = edge.isProved ? "edge" : "edge broken";
    svg.add(line(kind, from.right(), y1, middle, y1), line(kind, middle, y2, to.left, y2));
    if (y1 != y2) {
      svg.add(line(kind, middle, y1, middle, y2));
    }
  }

  private static Element line(String kind, int x1, int y1, int x2, int y2) {
    return Element.of("line", kind)
        .set("x1", x1 + "%")
        .set("y1", y1)
        .set("x2", x2 + "%")
        .set("y2", y2);
  }
}
