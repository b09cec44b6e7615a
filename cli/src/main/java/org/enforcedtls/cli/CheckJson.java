package org.enforcedtls.cli;

import java.util.List;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Readiness;

/** Checks as JSON. The fields are stable: none is renamed or removed, others may be added. */
final class CheckJson {
  private CheckJson() {}

  static String of(List<Readiness> results) {
    return new JsonFields()
        .list("domains", results.stream().map(CheckJson::result).toList())
        .text();
  }

  private static JsonFields result(Readiness result) {
    return new JsonFields()
        .value("domain", result.preflight().decision().recipientDomain().toString())
        .value("at", result.preflight().decision().at().toString())
        .value("verdict", result.verdict().configName())
        .value("deliverable", result.isDeliverable())
        .list("findings", result.findings().stream().map(CheckJson::finding).toList())
        .list("attempts", result.preflight().attempts().stream().map(JsonReport::attempt).toList());
  }

  private static JsonFields finding(Finding finding) {
    return new JsonFields()
        .value("code", finding.code())
        .value("severity", finding.severity().configName())
        .value("mxHost", finding.place().mxHost().map(Object::toString).orElse(null))
        .value("addresses", finding.place().addresses())
        .value("text", finding.text())
        .value("remedy", finding.remedy())
        .value("party", finding.party().name());
  }
}
