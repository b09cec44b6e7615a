package org.enforcedtls.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.cli.report.WhomToCall;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.SenderReadiness;

/** Checks for a person: a line for each domain, and below it what to do and whom to call. */
final class CheckText {
  private final List<String> lines = new ArrayList<>();

  private CheckText() {}

  /** Our own side comes first if it was looked at. */
  static String of(Optional<SenderReadiness> sender, List<Readiness> results) {
    CheckText text = new CheckText();
    sender.ifPresent(text::sender);
    results.forEach(text::result);
    if (!results.isEmpty()) {
      text.lines.add(summary(results));
    }
    return String.join(System.lineSeparator(), text.lines) + System.lineSeparator();
  }

  private void sender(SenderReadiness sender) {
    String headline =
        switch (sender.verdict()) {
          case READY -> "as others expect it";
          case NOT_CHECKED -> "could not be checked";
          case FINDINGS -> "others may refuse our mail";
        };
    lines.add("our own side, " + sender.identity().ehloName() + ": " + headline);
    sender.findings().forEach(finding -> finding(finding, Optional.empty()));
  }

  private void result(Readiness result) {
    lines.add(result.preflight().decision().recipientDomain() + ": " + headline(result));
    Optional<String> contact =
        result
            .preflight()
            .decision()
            .policy()
            .map(PolicyEvidence::of)
            .flatMap(PolicyEvidence::contact);
    result.findings().forEach(finding -> finding(finding, contact));
  }

  private static String headline(Readiness result) {
    return switch (result.verdict()) {
      case READY -> "ready";
      case NOT_CHECKED -> "could not be checked";
      case FINDINGS ->
          result.isDeliverable() ? "mail would leave, with findings" : "NO MAIL WOULD LEAVE";
    };
  }

  private void finding(Finding finding, Optional<String> contact) {
    lines.add("  %-8s %s".formatted(finding.severity().configName(), finding));
    finding
        .place()
        .mxHost()
        .ifPresent(
            host -> {
              List<String> addresses = finding.place().addresses();
              lines.add(detail("at", addresses.isEmpty() ? "" + host : host + " " + addresses));
            });
    lines.add(detail("do", finding.remedy()));
    lines.add(detail("call", WhomToCall.of(finding.party(), contact)));
  }

  private static String detail(String name, String text) {
    return "           %-5s%s".formatted(name, text);
  }

  private static String summary(List<Readiness> results) {
    long ready = results.stream().filter(r -> r.verdict() == Readiness.Verdict.READY).count();
    return ready
        + " of "
        + results.size()
        + (results.size() == 1 ? " domain" : " domains")
        + " ready";
  }
}
