package org.enforcedtls.cli.report;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.Facts;
import org.enforcedtls.preflight.Finding;

/** What is not as it should be at a partner, what to do about it, and whom to call. */
final class FindingList {
  private FindingList() {}

  static Element of(Partner partner) {
    Element list = Element.of("ul", "findings");
    partner.readiness().findings().forEach(finding -> list.add(item(finding, partner.contact())));
    return list;
  }

  private static Element item(Finding finding, Optional<String> contact) {
    String kind = State.markOf(finding.severity()).styleClass();
    Facts facts = new Facts();
    Optional<Expectation> parts = Expectation.in(finding.text());
    if (parts.isPresent()) {
      facts.add("About", parts.map(Expectation::about).filter(about -> !about.isEmpty()));
      facts.add("Expected", parts.get().expected()).add("Found", parts.get().found());
    } else {
      facts.add("Found", finding.text());
    }
    facts.add("Do", finding.remedy()).add("Call", WhomToCall.of(finding.party(), contact));
    return Element.of("li", "finding " + kind)
        .add(
            State.said(
                State.markOf(finding.severity()),
                finding.severity().configName() + ": " + finding.code()),
            Element.of("span", "place quiet").text(place(finding.place())),
            facts.element());
  }

  /** Such as {@code at mx.fi.example [192.0.2.1]}. */
  static String place(Finding.Place place) {
    List<String> addresses = place.addresses();
    return place
        .mxHost()
        .map(host -> "at " + host + (addresses.isEmpty() ? "" : " " + addresses))
        .orElse("of the domain");
  }
}
