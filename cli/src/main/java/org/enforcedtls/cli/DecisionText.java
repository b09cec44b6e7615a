package org.enforcedtls.cli;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.ChecksMade;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.Observation;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.SourceAnswer;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.HostDane;

/** Decisions for a person: who said what, what counts, and what each host would have to meet. */
final class DecisionText {
  private final List<String> lines = new ArrayList<>();

  private DecisionText() {}

  static String of(List<PolicyDecision> decisions) {
    DecisionText text = new DecisionText();
    decisions.forEach(text::decision);
    return String.join(System.lineSeparator(), text.lines) + System.lineSeparator();
  }

  private void decision(PolicyDecision decision) {
    lines.add(
        decision.recipientDomain()
            + (decision.isOpen()
                ? ": mail may leave, to a host that meets what is demanded"
                : ": mail is held, or fails"));
    decision.sources().forEach(this::source);
    decision.policy().ifPresent(this::policy);
    decision.obstacles().forEach(obstacle -> field("held", obstacle.toString()));
    if (!decision.hosts().isEmpty()) {
      field("MX", mxRecords(decision));
    }
    decision.hosts().forEach(this::host);
  }

  private void source(SourceAnswer said) {
    field("asked", said.source() + ": " + words(said.answer()));
    said.answer().findings().forEach(finding -> field("", "note: " + finding));
  }

  private static String words(PolicyAnswer answer) {
    if (answer instanceof PolicyAnswer.Unavailable unavailable) {
      return "cannot tell: " + unavailable.why();
    }
    String found =
        DecisionWords.policies(answer).stream()
            .map(DecisionText::named)
            .collect(Collectors.joining("; "));
    return found.isEmpty() ? "no policy" : found;
  }

  private static String named(TlsPolicy policy) {
    List<String> admitted = DecisionWords.admitted(policy);
    return policy
        + ", stage "
        + policy.enforcement().stage().configName()
        + (admitted.isEmpty() ? "" : ", MX " + String.join(" ", admitted));
  }

  private void policy(EffectivePolicy policy) {
    field("counts", named(policy.enforced()));
    policy.observed().forEach(observed -> field("observed", named(observed.enforced())));
  }

  private static String named(List<TlsPolicy> policies) {
    return policies.stream().map(TlsPolicy::toString).collect(Collectors.joining(" and "));
  }

  private static String mxRecords(PolicyDecision decision) {
    return switch (DecisionWords.mxRecords(decision)) {
      case "listed" -> "hosts listed by a row of ours, without the DNS";
      case "secure" -> "records signed";
      case "insecure" -> "records in a zone without signatures";
      case "indeterminate" -> "records under no trust anchor";
      default -> "records whose signatures nobody checks";
    };
  }

  private void host(HostDecision host) {
    lines.add(
        "  %-9s%s (%s)"
            .formatted("host", host.mxHost().name(), host.isOpen() ? preference(host) : "no mail"));
    host.obstacles().forEach(obstacle -> detail("because", obstacle.toString()));
    detail("name", authentication(host.mxAuthentication()));
    if (host.isOpen()) {
      detail(
          "address",
          host.addresses().stream()
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining(", ")));
    }
    detail("DANE", dane(host.dane()));
    host.demands().ifPresent(this::demands);
    host.observations().forEach(this::observation);
  }

  private static String preference(HostDecision host) {
    return "preference " + host.mxHost().preference();
  }

  private static String authentication(MxAuthentication authentication) {
    return switch (authentication) {
      case ROW -> "listed by a row of ours";
      case MTA_STS -> "listed by the policy that its domain publishes";
      case DNSSEC -> "proved by signatures of the DNS";
      default -> "nothing proves that the domain names it, unless its certificate does";
    };
  }

  private static String dane(HostDane dane) {
    if (dane instanceof HostDane.NotApplicable none) {
      return "no: " + none.why();
    }
    String base = DecisionWords.tlsaBaseDomain(dane).orElseThrow(AssertionError::new);
    if (dane instanceof HostDane.Unavailable) {
      return "TLSA records of " + base + " cannot be told";
    }
    String records = DecisionWords.records(dane).orElseThrow(AssertionError::new).toString();
    return "TLSA records of "
        + base
        + (dane instanceof HostDane.Usable ? ": " : ", none of which counts: ")
        + records;
  }

  private void demands(ChecksMade demands) {
    detail("expects", demands.reference());
    demands.certificates().forEach(demand -> detail("", demand));
    detail("channel", demands.channel());
  }

  private void observation(Observation observation) {
    String causes =
        observation.causes().stream().map(Cause::toString).collect(Collectors.joining("; "));
    detail(
        "observed",
        observation.policy()
            + (causes.isEmpty() ? ": nothing against it so far" : ": would refuse it, " + causes));
  }

  private void field(String name, String text) {
    lines.add("  %-9s%s".formatted(name, text));
  }

  private void detail(String name, String text) {
    lines.add("    %-9s%s".formatted(name, text));
  }
}
