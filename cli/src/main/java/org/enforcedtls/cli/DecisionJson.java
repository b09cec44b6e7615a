package org.enforcedtls.cli;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.SourceAnswer;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.HostDane;
import org.enforcedtls.trust.TlsaSet;

/** Decisions as JSON. The fields are stable: none is renamed or removed, others may be added. */
final class DecisionJson {
  private DecisionJson() {}

  static String of(List<PolicyDecision> decisions) {
    return new JsonFields()
        .list("domains", decisions.stream().map(DecisionJson::decision).toList())
        .text();
  }

  private static JsonFields decision(PolicyDecision decision) {
    return new JsonFields()
        .value("domain", decision.recipientDomain().toString())
        .value("at", decision.at().toString())
        .value("open", decision.isOpen())
        .list("sources", decision.sources().stream().map(DecisionJson::source).toList())
        .object("policy", decision.policy().map(DecisionJson::effective))
        .value("mxRecords", DecisionWords.mxRecords(decision))
        .list("obstacles", decision.obstacles().stream().map(JsonReport::cause).toList())
        .list("hosts", decision.hosts().stream().map(DecisionJson::host).toList());
  }

  private static JsonFields source(SourceAnswer said) {
    PolicyAnswer answer = said.answer();
    List<PolicyFinding> findings = answer.findings();
    return new JsonFields()
        .value("source", said.source())
        .value("answer", DecisionWords.answer(answer))
        .value("why", answer instanceof PolicyAnswer.Unavailable none ? none.why() : null)
        .list(
            "policies", DecisionWords.policies(answer).stream().map(DecisionJson::policy).toList())
        .list("findings", findings.stream().map(JsonReport::finding).toList());
  }

  private static JsonFields effective(EffectivePolicy policy) {
    return new JsonFields()
        .value("fingerprint", policy.fingerprint())
        .list("enforced", policy.enforced().stream().map(DecisionJson::policy).toList())
        .list(
            "observed",
            policy.observed().stream()
                .flatMap(observed -> observed.enforced().stream())
                .map(DecisionJson::policy)
                .toList());
  }

  private static JsonFields policy(TlsPolicy policy) {
    return new JsonFields()
        .value("origin", policy.origin().toString())
        .value("domain", policy.domain().map(Object::toString).orElse(null))
        .value("stage", policy.enforcement().stage().configName())
        .value("from", policy.enforcement().from().map(Object::toString).orElse(null))
        .value("until", policy.enforcement().until().map(Object::toString).orElse(null))
        .value("mx", DecisionWords.admitted(policy))
        .value("certificate", policy.certificate().toString())
        .value("channel", policy.channel().toString())
        .value("onFailure", policy.enforcement().onFailure().configName())
        .value("contact", policy.contact().orElse(null))
        .value("fingerprint", policy.fingerprint());
  }

  private static JsonFields host(HostDecision host) {
    return new JsonFields()
        .value("mxHost", host.mxHost().name().toString())
        .value("preference", host.mxHost().preference())
        .value("open", host.isOpen())
        .value("mxAuthenticatedBy", host.mxAuthentication().configName())
        .value("addresses", host.addresses().stream().map(InetAddress::getHostAddress).toList())
        .object("dane", Optional.of(dane(host.dane())))
        .object("demanded", host.demands().map(JsonReport::checks))
        .list("obstacles", host.obstacles().stream().map(JsonReport::cause).toList())
        .list("observed", host.observations().stream().map(JsonReport::observation).toList());
  }

  private static JsonFields dane(HostDane dane) {
    return new JsonFields()
        .value("state", DecisionWords.state(dane))
        .value("why", dane instanceof HostDane.NotApplicable none ? none.why() : null)
        .value("tlsaBaseDomain", DecisionWords.tlsaBaseDomain(dane).orElse(null))
        .value(
            "usable", DecisionWords.records(dane).map(set -> texts(set.usable())).orElse(List.of()))
        .value("others", DecisionWords.records(dane).map(DecisionJson::others).orElse(List.of()));
  }

  private static List<String> others(TlsaSet set) {
    return texts(set.others());
  }

  private static List<String> texts(List<TlsaRecord> records) {
    return records.stream().map(TlsaRecord::toString).toList();
  }
}
