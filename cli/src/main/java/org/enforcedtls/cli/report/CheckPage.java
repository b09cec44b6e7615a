package org.enforcedtls.cli.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.HtmlPage;
import org.enforcedtls.preflight.Readiness;

/** A check as one page of HTML. */
public final class CheckPage {
  private final List<Partner> partners;
  private final Instant now;

  private CheckPage(List<Partner> partners, Instant now) {
    this.partners = partners;
    this.now = now;
  }

  /**
   * Makes the page.
   *
   * @param results one for each domain, at least one
   * @return HTML in UTF-8
   * @throws IllegalArgumentException if there is none
   */
  public static byte[] of(List<Readiness> results) {
    Instant now =
        results.stream()
            .map(result -> result.preflight().decision().at())
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> new IllegalArgumentException("results: expected one, found none"));
    return new CheckPage(partners(results), now).page().octets();
  }

  private static List<Partner> partners(List<Readiness> results) {
    List<Readiness> sorted = new ArrayList<>(results);
    sorted.sort(
        Comparator.comparing(State::of)
            .thenComparing(result -> result.preflight().decision().recipientDomain().toString()));
    List<Partner> partners = new ArrayList<>();
    sorted.forEach(result -> partners.add(new Partner(partners.size() + 1, result)));
    return List.copyOf(partners);
  }

  private HtmlPage page() {
    List<Expiry> expiries = Expiry.of(partners, now);
    Headline headline = new Headline(partners);
    return new HtmlPage(
        headline.text() + " (" + Words.day(now) + ")",
        headline.header(now),
        List.of(Overview.of(partners, expiries), ExpirySection.of(expiries), each()),
        "Made by enforced-tls check, which goes the way of a delivery up to MAIL. Nothing was sent.");
  }

  private Element each() {
    Element section =
        Element.of("section", "part")
            .set("aria-labelledby", "partners")
            .add(Element.of("h2").set("id", "partners").text("Partner by partner"));
    Element ready = Element.of("details", "fold");
    long number = partners.stream().filter(partner -> partner.state() == State.READY).count();
    ready.add(Element.of("summary", "fold-title").text(Words.partners(number) + " ready"));
    for (Partner partner : partners) {
      (partner.state() == State.READY ? ready : section).add(PartnerSection.of(partner));
    }
    return number == 0 ? section : section.add(ready);
  }
}
