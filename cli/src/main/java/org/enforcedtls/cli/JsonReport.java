package org.enforcedtls.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.Observation;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.jspecify.annotations.Nullable;

/** The outcomes as JSON. The fields are stable: none is renamed or removed, others may be added. */
final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static String of(DeliveryReport report) {
    Fields fields = new Fields();
    fields.list("recipients", report.outcomes().stream().map(JsonReport::recipient).toList());
    try {
      return MAPPER.writeValueAsString(fields.map) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and strings are always JSON", e);
    }
  }

  private static Fields recipient(RecipientOutcome outcome) {
    RecipientOutcome.Trace trace = outcome.trace();
    return new Fields()
        .value("recipient", outcome.recipient().toString())
        .value("conclusion", outcome.conclusion().code())
        .value("status", outcome.status().toString())
        .object("cause", outcome.failure().map(JsonReport::cause))
        .object("policy", trace.policy().map(JsonReport::policy))
        .list("attempts", trace.attempts().stream().map(JsonReport::attempt).toList());
  }

  private static Fields cause(Cause cause) {
    Fields evidence = new Fields();
    cause.evidence().forEach(evidence::value);
    return new Fields()
        .value("code", cause.code().code())
        .value("party", cause.party().name())
        .value("text", cause.text())
        .object("evidence", Optional.of(evidence));
  }

  private static Fields policy(PolicyEvidence policy) {
    return new Fields()
        .value("origin", policy.origin().toString())
        .value("domain", policy.domain().orElse(null))
        .value("stage", policy.stage().configName())
        .value("fingerprint", policy.fingerprint())
        .value("contact", policy.contact().orElse(null));
  }

  private static Fields attempt(Attempt attempt) {
    return new Fields()
        .value("mxHost", attempt.mxHost().toString())
        .value("preference", attempt.preference())
        .value("address", attempt.address().map(InetAddress::getHostAddress).orElse(null))
        .value("mxAuthenticatedBy", attempt.mxAuthentication().configName())
        .value("startedAt", attempt.startedAt().toString())
        .object("tls", attempt.tls().map(JsonReport::tls))
        .object("cause", attempt.causes().stream().findFirst().map(JsonReport::cause))
        .list("causes", attempt.causes().stream().map(JsonReport::cause).toList())
        .value("reply", attempt.reply().map(Object::toString).orElse(null))
        .list("observed", attempt.observations().stream().map(JsonReport::observation).toList());
  }

  private static Fields tls(TlsEvidence tls) {
    Optional<TlsEvidence.Channel> channel = tls.channel();
    return new Fields()
        .value("protocol", channel.map(TlsEvidence.Channel::protocol).orElse(null))
        .value("cipherSuite", channel.map(TlsEvidence.Channel::cipherSuite).orElse(null))
        .value("opensslName", channel.map(TlsEvidence.Channel::opensslName).orElse(null))
        .value("belowRecommended", channel.map(TlsEvidence.Channel::belowRecommended).orElse(null))
        .value("group", tls.group().orElse(null))
        .value("engine", tls.engine().orElse(null))
        .value("resumed", channel.map(TlsEvidence.Channel::resumed).orElse(null))
        .list("chain", tls.chain().stream().map(JsonReport::certificate).toList())
        .value("anchor", tls.anchor().orElse(null))
        .value("matchedName", tls.matchedName().orElse(null));
  }

  private static Fields certificate(CertificateEvidence certificate) {
    return new Fields()
        .value("subject", certificate.subject())
        .value("issuer", certificate.issuer())
        .value("sha256", certificate.sha256())
        .value("notBefore", certificate.notBefore().toString())
        .value("notAfter", certificate.notAfter().toString());
  }

  private static Fields observation(Observation observation) {
    return new Fields()
        .object("policy", Optional.of(policy(observation.policy())))
        .list("wouldHaveFailed", observation.causes().stream().map(JsonReport::cause).toList());
  }

  /** A JSON object whose fields keep their order; what is not known is null, never left out. */
  private static final class Fields {
    private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

    Fields value(String name, @Nullable Object value) {
      map.put(name, value);
      return this;
    }

    Fields object(String name, Optional<Fields> fields) {
      map.put(name, fields.map(f -> f.map).orElse(null));
      return this;
    }

    Fields list(String name, List<Fields> all) {
      map.put(name, all.stream().map(f -> f.map).toList());
      return this;
    }
  }
}
