package org.enforcedtls.cli.report;

import java.time.Instant;
import java.util.List;
import org.enforcedtls.cli.page.Element;

/**
 * The answer in a sentence, and the numbers. Immutable.
 *
 * @param partners all of them
 */
record Headline(List<Partner> partners) {
  /** The most urgent state says it. */
  String text() {
    long all = partners.size();
    if (all == 1) {
      return partners.get(0).domain() + ": " + partners.get(0).state().words();
    }
    if (count(State.STOPPED) > 0) {
      return "No mail would leave to " + count(State.STOPPED) + " of " + Words.partners(all);
    }
    if (count(State.NOT_CHECKED) > 0) {
      return count(State.NOT_CHECKED) + " of " + Words.partners(all) + " could not be checked";
    }
    if (count(State.FINDINGS) > 0) {
      return "Mail would leave to all, and "
          + count(State.FINDINGS)
          + " of "
          + Words.partners(all)
          + (count(State.FINDINGS) == 1 ? " has findings" : " have findings");
    }
    return "All " + all + " partners are ready";
  }

  Element header(Instant now) {
    Element tally = Element.of("ul", "tally");
    for (State state : State.values()) {
      tally.add(tally(state));
    }
    return Element.of("div")
        .add(
            Element.of("p", "over").text("enforced-tls check, " + Words.minute(now)),
            Element.of("h1").text(text()),
            tally);
  }

  private Element tally(State state) {
    return (count(state) == 0 ? Element.of("li", "zero") : Element.of("li"))
        .add(
            Element.of("span", "number").text(Long.toString(count(state))),
            State.said(state.mark(), state.words()));
  }

  private long count(State state) {
    return partners.stream().filter(partner -> partner.state() == state).count();
  }
}
