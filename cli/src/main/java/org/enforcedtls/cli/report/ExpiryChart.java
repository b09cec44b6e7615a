package org.enforcedtls.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enforcedtls.cli.page.Element;

/**
 * When certificates expire, drawn: a bar for each from today to its last day. All that lies along
 * the time is in percent, so that the drawing is as wide as the page and its letters stay as large
 * as they are.
 */
final class ExpiryChart {
  /** More would be a wall, and would not fit on a printed page; the table has all. */
  static final int MOST_BARS = 20;

  private static final int AXIS_HEIGHT = 26;
  private static final int ROW_HEIGHT = 40;
  private static final int BAR_HEIGHT = 8;
  private static final int BAR_BELOW_TEXT = 20;
  private static final int LEAST_DAYS = 45;
  private static final int MOST_DAYS = 120;
  private static final int MOST_DAYS_OVER = 14;
  private static final int LONGEST_NAME = 44;

  private final List<Expiry> bars;
  private final double first;
  private final double last;

  private ExpiryChart(List<Expiry> bars) {
    this.bars = bars;
    double least = bars.get(0).days();
    double most = bars.get(bars.size() - 1).days();
    this.first = Math.max(-MOST_DAYS_OVER, Math.min(0, Math.floor(least)));
    this.last = Math.min(MOST_DAYS, Math.max(LEAST_DAYS, Math.ceil(most)));
  }

  /**
   * Draws.
   *
   * @param expiries at least one, in order
   */
  static Element of(List<Expiry> expiries) {
    return new ExpiryChart(expiries.stream().limit(MOST_BARS).toList()).drawing();
  }

  private Element drawing() {
    int height = AXIS_HEIGHT + bars.size() * ROW_HEIGHT;
    Element svg =
        Element.of("svg")
            .set("role", "img")
            .set("aria-labelledby", "expiry-title expiry-desc")
            .set("height", height)
            .add(
                Element.of("title").set("id", "expiry-title").text("When certificates expire"),
                Element.of("desc").set("id", "expiry-desc").text(description()));
    boundary(svg, 0, "today", height);
    boundary(svg, Expiry.URGENT_DAYS, "bound", height);
    boundary(svg, Expiry.SOON_DAYS, "bound", height);
    for (int months = 2; months * 30 < last; months++) {
      boundary(svg, months * 30, "far", height);
    }
    for (int i = 0; i < bars.size(); i++) {
      row(svg, bars.get(i), AXIS_HEIGHT + i * ROW_HEIGHT);
    }
    return svg;
  }

  private String description() {
    long over = bars.stream().filter(Expiry::isOver).count();
    long urgent = bars.stream().filter(Expiry::isUrgent).count() - over;
    return "A bar for each certificate, from today to its last day: "
        + over
        + " expired, "
        + urgent
        + " with "
        + Expiry.URGENT_DAYS
        + " days or less. The table below has the same dates.";
  }

  private void boundary(Element svg, int day, String kind, int height) {
    String label = day == 0 ? "today" : Integer.toString(day);
    Element unit = Element.of("tspan", "unit").text(" days");
    svg.add(
        Element.of("text", "axis")
            .set("x", percent(day))
            .set("y", 12)
            .set("text-anchor", day == 0 && first > -2 ? "start" : "middle")
            .text(label)
            .add(day == 0 ? Optional.empty() : Optional.of(unit)),
        Element.of("line", "grid " + kind)
            .set("x1", percent(day))
            .set("x2", percent(day))
            .set("y1", 18)
            .set("y2", height));
  }

  private void row(Element svg, Expiry expiry, int y) {
    double start = Math.min(0, expiry.days());
    double end = Math.max(0, expiry.days());
    String kind = expiry.mark().styleClass();
    svg.add(
        Element.of("text", "name")
            .set("x", 0)
            .set("y", y + 13)
            .text(shortened(expiry.host()))
            .add(Element.of("title").text(expiry.host() + " (" + expiry.partner().domain() + ")")),
        Element.of("text", expiry.isUrgent() ? "when urgent " + kind : "when " + kind)
            .set("x", "100%")
            .set("y", y + 13)
            .set("text-anchor", "end")
            .add(Element.of("tspan", "unit").text(expiry.day() + ", "))
            .text(expiry.left()),
        bar("track", first, last, y),
        bar("bar " + kind, Math.max(first, start), Math.min(last, end), y));
    if (end > last) {
      svg.add(goesOn(y));
    }
  }

  private Element bar(String kind, double from, double to, int y) {
    return Element.of("rect", kind)
        .set("x", percent(from))
        .set("width", number((to - from) * 100 / (last - first)))
        .set("y", y + BAR_BELOW_TEXT)
        .set("height", BAR_HEIGHT)
        .set("rx", 2);
  }

  /** Cuts the end of a bar to an arrow. */
  private static Element goesOn(int y) {
    return Element.of("svg", "goes-on")
        .set("x", "100%")
        .set("y", y + BAR_BELOW_TEXT)
        .add(Element.of("path").set("d", "M-10 -1h11v10h-11l7-5z"));
  }

  private String percent(double day) {
    return number((day - first) * 100 / (last - first));
  }

  private static String number(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
