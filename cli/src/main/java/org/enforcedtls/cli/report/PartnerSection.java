package org.enforcedtls.cli.report;

import java.util.List;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.Facts;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.PolicyEvidence;

/** All about one partner: the way to it, what was found, and each attempt. */
final class PartnerSection {
  private PartnerSection() {}

  static Element of(Partner partner) {
    Element section =
        Element.of("section", "partner")
            .set("id", partner.id())
            .set("aria-labelledby", partner.id() + "-name")
            .add(head(partner), facts(partner));
    List<Way> ways = Way.to(partner);
    if (!ways.isEmpty()) {
      section.add(heading("The way there"), WayPicture.of(partner, ways), WayList.of(ways));
    }
    if (!partner.readiness().findings().isEmpty()) {
      section.add(heading("What is not as it should be"), FindingList.of(partner));
    }
    List<Attempt> attempts = partner.readiness().preflight().attempts();
    if (!attempts.isEmpty()) {
      section.add(heading("What each address did"));
      attempts.forEach(attempt -> section.add(AttemptDetails.of(attempt)));
    }
    return section;
  }

  private static Element head(Partner partner) {
    return Element.of("div", "partner-head")
        .add(
            Element.of("h3").set("id", partner.id() + "-name").text(partner.domain()),
            partner.state().badge());
  }

  private static Element facts(Partner partner) {
    Element facts =
        new Facts()
            .add("Policy", partner.policy().map(PolicyEvidence::toString).orElse("not known"))
            .add("Contact", partner.contact().orElse("none registered"))
            .add("MX records", mxRecords(partner.decision().mxRecords()))
            .add("Checked", Words.minute(partner.decision().at()))
            .element();
    return facts.set("class", "facts wide");
  }

  private static String mxRecords(DnssecState proved) {
    return switch (proved) {
      case SECURE -> "proved, by signatures or by the row";
      case INSECURE -> "not signed";
      case UNCHECKED -> "not proved: signatures were not looked at";
      case INDETERMINATE -> "not proved: the DNS could not tell";
    };
  }

  private static Element heading(String text) {
    return Element.of("h4").text(text);
  }
}
