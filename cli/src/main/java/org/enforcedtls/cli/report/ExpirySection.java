package org.enforcedtls.cli.report;

import java.util.List;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.Table;

/** When certificates expire: drawn, and the same as a table. */
final class ExpirySection {
  private ExpirySection() {}

  static Element of(List<Expiry> expiries) {
    Element section =
        Element.of("section", "part")
            .set("aria-labelledby", "expiries")
            .add(Element.of("h2").set("id", "expiries").text("When certificates expire"));
    if (expiries.isEmpty()) {
      return section.add(Element.of("p", "note").text("No host presented a certificate."));
    }
    return section.add(
        Element.of("p", "note").text(note(expiries.size())),
        Element.of("div", "chart").add(ExpiryChart.of(expiries)),
        Element.of("details", "fold")
            .add(
                Element.of("summary", "fold-title")
                    .text("All " + Words.count(expiries.size(), "date", "dates") + " as a table"),
                Element.of("div", "scroll").add(table(expiries))));
  }

  private static String note(int number) {
    String all = "The certificate of each host, the first to expire first.";
    return number <= ExpiryChart.MOST_BARS
        ? all
        : all + " Drawn are the first " + ExpiryChart.MOST_BARS + " of " + number + ".";
  }

  private static Element table(List<Expiry> expiries) {
    Table table =
        new Table(
                "Certificates by their last day",
                List.of("Expires", "Left", "Host", "Partner", "Subject"))
            .styled("dates");
    for (Expiry expiry : expiries) {
      table.row(
          Element.of("span").text(expiry.day()),
          State.said(expiry.mark(), expiry.left()),
          Element.of("span").text(expiry.host() + " " + expiry.addresses()),
          Element.linkTo(expiry.partner().id()).text(expiry.partner().domain()),
          Element.of("span").text(expiry.certificate().subject()));
    }
    return table.element();
  }
}
