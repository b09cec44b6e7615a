package org.enforcedtls.cli;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.cli.report.WhomToCall;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.Observation;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;

/** The outcomes for a person: who got it over what, or which check failed and whom to call. */
final class HumanReport {
  private static final String INDENT = "  ";

  private final List<String> lines = new ArrayList<>();

  private HumanReport() {}

  static String of(DeliveryReport report) {
    HumanReport text = new HumanReport();
    report.outcomes().forEach(text::recipient);
    return String.join(System.lineSeparator(), text.lines) + System.lineSeparator();
  }

  private void recipient(RecipientOutcome outcome) {
    String headline = outcome.recipient() + ": " + conclusion(outcome);
    lines.add(
        headline
            + outcome.failure().map(cause -> ", " + cause.code().code()).orElse("")
            + " ("
            + outcome.status()
            + ")");
    outcome.failure().ifPresent(cause -> failure(outcome, cause));
    outcome.trace().policy().ifPresent(this::policy);
    outcome.trace().attempts().forEach(this::attempt);
  }

  private static String conclusion(RecipientOutcome outcome) {
    return switch (outcome.conclusion()) {
      case ACCEPTED -> "accepted";
      case TRANSIENT -> "not sent, try again later";
      case PERMANENT -> "failed for good";
      case IN_DOUBT -> "in doubt, the host may have it";
    };
  }

  private void failure(RecipientOutcome outcome, Cause cause) {
    lines.add(INDENT + "why      " + cause.text());
    Optional<String> contact = outcome.trace().policy().flatMap(PolicyEvidence::contact);
    lines.add(INDENT + "call     " + WhomToCall.of(cause.party(), contact));
  }

  private void policy(PolicyEvidence policy) {
    lines.add(INDENT + "policy   " + policy);
    policy.findings().forEach(finding -> lines.add(INDENT + "note     " + finding));
  }

  private void attempt(Attempt attempt) {
    lines.add(
        INDENT
            + "host     "
            + attempt.mxHost()
            + attempt.address().map(HumanReport::bracketed).orElse("")
            + ", name authenticated by "
            + attempt.mxAuthentication().configName());
    attempt.tls().ifPresent(this::tls);
    attempt.warnings().forEach(warning -> lines.add(INDENT + INDENT + "note   " + warning));
    attempt.causes().forEach(cause -> lines.add(INDENT + INDENT + "found  " + cause));
    attempt.reply().ifPresent(reply -> lines.add(INDENT + INDENT + "said   " + reply));
    attempt.observations().forEach(this::observation);
  }

  private static String bracketed(InetAddress address) {
    return " [" + address.getHostAddress() + "]";
  }

  private void tls(TlsEvidence tls) {
    tls.channel()
        .ifPresent(
            channel ->
                lines.add(
                    INDENT
                        + INDENT
                        + "tls    "
                        + channel.protocol()
                        + " "
                        + channel.opensslName()
                        + tls.group().map(group -> ", group " + group).orElse("")
                        + tls.engine().map(engine -> ", by " + engine).orElse("")
                        + (channel.belowRecommended() ? ", below what is recommended" : "")));
    tls.tlsa().ifPresent(record -> lines.add(INDENT + INDENT + "proof  TLSA record " + record));
    tls.matchedName()
        .ifPresent(
            name ->
                lines.add(
                    INDENT
                        + INDENT
                        + "proof  certificate for "
                        + name
                        + ", until "
                        + tls.chain().get(0).notAfter()
                        + ", CA "
                        + tls.anchor().orElse("unknown")
                        + tls.revocation().map(known -> ", revocation " + known).orElse("")));
  }

  private void observation(Observation observation) {
    String verdict = observation.causes().isEmpty() ? "would have held" : "would have failed";
    lines.add(INDENT + INDENT + "policy " + observation.policy() + " " + verdict);
    observation.causes().forEach(cause -> lines.add(INDENT + INDENT + INDENT + cause));
  }
}
