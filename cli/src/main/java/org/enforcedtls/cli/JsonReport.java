package org.enforcedtls.cli;

import java.net.InetAddress;
import java.util.Optional;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.ChecksMade;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.Observation;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.PolicyFinding;

/** The outcomes as JSON. The fields are stable: none is renamed or removed, others may be added. */
final class JsonReport {
  private JsonReport() {}

  static String of(DeliveryReport report) {
    return new JsonFields()
        .list("recipients", report.outcomes().stream().map(JsonReport::recipient).toList())
        .text();
  }

  private static JsonFields recipient(RecipientOutcome outcome) {
    RecipientOutcome.Trace trace = outcome.trace();
    return new JsonFields()
        .value("recipient", outcome.recipient().toString())
        .value("conclusion", outcome.conclusion().code())
        .value("status", outcome.status().toString())
        .object("cause", outcome.failure().map(JsonReport::cause))
        .object("policy", trace.policy().map(JsonReport::policy))
        .list("attempts", trace.attempts().stream().map(JsonReport::attempt).toList());
  }

  static JsonFields cause(Cause cause) {
    JsonFields evidence = new JsonFields();
    cause.evidence().forEach(evidence::value);
    return new JsonFields()
        .value("code", cause.code().code())
        .value("party", cause.party().name())
        .value("text", cause.text())
        .object("evidence", Optional.of(evidence));
  }

  private static JsonFields policy(PolicyEvidence policy) {
    return new JsonFields()
        .value("origin", policy.origin().toString())
        .value("domain", policy.domain().orElse(null))
        .value("stage", policy.stage().configName())
        .value("fingerprint", policy.fingerprint())
        .value("contact", policy.contact().orElse(null))
        .list("findings", policy.findings().stream().map(JsonReport::finding).toList());
  }

  static JsonFields finding(PolicyFinding finding) {
    return new JsonFields()
        .value("kind", finding.kind().configName())
        .value("resultType", finding.kind().resultType().orElse(null))
        .value("text", finding.text());
  }

  static JsonFields attempt(Attempt attempt) {
    return new JsonFields()
        .value("mxHost", attempt.mxHost().toString())
        .value("preference", attempt.preference())
        .value("address", attempt.address().map(InetAddress::getHostAddress).orElse(null))
        .value("mxAuthenticatedBy", attempt.mxAuthentication().configName())
        .value("startedAt", attempt.startedAt().toString())
        .value("connectionReused", attempt.isOnReusedConnection())
        .object("tls", attempt.tls().map(JsonReport::tls))
        .value("warnings", attempt.warnings())
        .object("cause", attempt.causes().stream().findFirst().map(JsonReport::cause))
        .list("causes", attempt.causes().stream().map(JsonReport::cause).toList())
        .value("reply", attempt.reply().map(Object::toString).orElse(null))
        .list("observed", attempt.observations().stream().map(JsonReport::observation).toList());
  }

  private static JsonFields tls(TlsEvidence tls) {
    Optional<TlsEvidence.Channel> channel = tls.channel();
    return new JsonFields()
        .value("protocol", channel.map(TlsEvidence.Channel::protocol).orElse(null))
        .value("cipherSuite", channel.map(TlsEvidence.Channel::cipherSuite).orElse(null))
        .value("opensslName", channel.map(TlsEvidence.Channel::opensslName).orElse(null))
        .value("belowRecommended", channel.map(TlsEvidence.Channel::belowRecommended).orElse(null))
        .value("group", tls.group().orElse(null))
        .value("engine", tls.engine().orElse(null))
        .value("resumed", channel.map(TlsEvidence.Channel::resumed).orElse(null))
        .list("chain", tls.chain().stream().map(JsonReport::certificate).toList())
        .value("anchor", tls.anchor().orElse(null))
        .value("matchedName", tls.matchedName().orElse(null))
        .value("tlsa", tls.tlsa().orElse(null))
        .value("revocation", tls.revocation().orElse(null))
        .object("checked", tls.checks().map(JsonReport::checks));
  }

  static JsonFields checks(ChecksMade checks) {
    return new JsonFields()
        .value("at", checks.at().toString())
        .value("reference", checks.reference())
        .value("certificates", checks.certificates())
        .value("channel", checks.channel());
  }

  private static JsonFields certificate(CertificateEvidence certificate) {
    return new JsonFields()
        .value("subject", certificate.subject())
        .value("issuer", certificate.issuer())
        .value("sha256", certificate.sha256())
        .value("notBefore", certificate.notBefore().toString())
        .value("notAfter", certificate.notAfter().toString());
  }

  static JsonFields observation(Observation observation) {
    return new JsonFields()
        .object("policy", Optional.of(policy(observation.policy())))
        .list("wouldHaveFailed", observation.causes().stream().map(JsonReport::cause).toList());
  }
}
