package org.enforcedtls.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.HostDane;
import org.enforcedtls.trust.TlsaSet;

/** What decisions are told in, to people and to programs alike. */
final class DecisionWords {
  private DecisionWords() {}

  static String answer(PolicyAnswer answer) {
    if (answer instanceof PolicyAnswer.Found) {
      return "found";
    }
    return answer instanceof PolicyAnswer.Absent ? "absent" : "unavailable";
  }

  static List<TlsPolicy> policies(PolicyAnswer answer) {
    return answer instanceof PolicyAnswer.Found found ? found.policies() : List.of();
  }

  /** The hosts that a policy admits; empty if it admits any. */
  static List<String> admitted(TlsPolicy policy) {
    MxAdmission admission = policy.mxAdmission();
    return admission.hosts().stream().map(mx -> mx.pattern().toString()).toList();
  }

  /** Whether signatures prove the MX records, or that a row stands for them. */
  static String mxRecords(PolicyDecision decision) {
    return decision.policy().flatMap(EffectivePolicy::listedHosts).isPresent()
        ? "listed"
        : decision.mxRecords().name().toLowerCase(Locale.ROOT);
  }

  static String state(HostDane dane) {
    if (dane instanceof HostDane.Usable) {
      return "usable";
    }
    if (dane instanceof HostDane.Unusable) {
      return "unusable";
    }
    return dane instanceof HostDane.Unavailable ? "unavailable" : "not-applicable";
  }

  static Optional<String> tlsaBaseDomain(HostDane dane) {
    if (dane instanceof HostDane.Usable usable) {
      return Optional.of(usable.tlsaBaseDomain().toString());
    }
    if (dane instanceof HostDane.Unusable unusable) {
      return Optional.of(unusable.tlsaBaseDomain().toString());
    }
    return dane instanceof HostDane.Unavailable unavailable
        ? Optional.of(unavailable.tlsaBaseDomain().toString())
        : Optional.empty();
  }

  static Optional<TlsaSet> records(HostDane dane) {
    if (dane instanceof HostDane.Usable usable) {
      return Optional.of(usable.records());
    }
    return dane instanceof HostDane.Unusable unusable
        ? Optional.of(unusable.records())
        : Optional.empty();
  }
}
