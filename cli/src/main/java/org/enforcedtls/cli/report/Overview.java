package org.enforcedtls.cli.report;

import java.util.List;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.Table;
import org.enforcedtls.preflight.Finding;

/** A line for each partner, failures first; those that are ready are folded. */
final class Overview {
  private static final List<String> COLUMNS = List.of("Partner", "What was found", "First expiry");

  private final List<Expiry> expiries;

  private Overview(List<Expiry> expiries) {
    this.expiries = expiries;
  }

  static Element of(List<Partner> partners, List<Expiry> expiries) {
    return new Overview(expiries).section(partners);
  }

  private Element section(List<Partner> partners) {
    List<Partner> ready = partners.stream().filter(p -> p.state() == State.READY).toList();
    List<Partner> others = partners.stream().filter(p -> p.state() != State.READY).toList();
    Element section =
        Element.of("section", "part")
            .set("aria-labelledby", "overview")
            .add(Element.of("h2").set("id", "overview").text("Partners at a glance"));
    if (!others.isEmpty()) {
      section.add(table("Partners with something to do, the most urgent first", others));
    }
    if (!ready.isEmpty()) {
      section.add(
          Element.of("details", "fold")
              .add(
                  Element.of("summary", "fold-title").text(Words.partners(ready.size()) + " ready"),
                  table("Partners that are ready", ready)));
    }
    return section;
  }

  private Element table(String caption, List<Partner> partners) {
    Table table = new Table(caption, COLUMNS).styled("overview");
    for (Partner partner : partners) {
      table.row(
          Element.of("div")
              .add(
                  Element.linkTo(partner.id()).text(partner.domain()),
                  Element.of("div").add(partner.state().said())),
          found(partner),
          expiry(partner));
    }
    return table.element();
  }

  private static Element found(Partner partner) {
    List<Finding> findings = partner.readiness().findings();
    Element cell = Element.of("div");
    findings.stream()
        .limit(1)
        .forEach(
            first ->
                cell.add(
                    Element.of("div").text(Words.ofCode(first.code())),
                    Element.of("div", "quiet").text(FindingList.place(first.place()))));
    if (findings.isEmpty()) {
      cell.text("nothing");
    }
    if (findings.size() > 1) {
      String more = Words.count(findings.size() - 1, "more finding", "more findings");
      cell.add(Element.of("div", "quiet").text("and " + more));
    }
    return cell;
  }

  private Element expiry(Partner partner) {
    return expiries.stream()
        .filter(expiry -> expiry.partner().number() == partner.number())
        .findFirst()
        .map(
            first ->
                Element.of("div", "when")
                    .add(
                        Element.of("div").text(first.day()),
                        Element.of("div", "quiet").text(first.left())))
        .orElseGet(() -> Element.of("div", "when quiet").text("no certificate seen"));
  }
}
