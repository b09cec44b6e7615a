package org.enforcedtls.cli;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.SenderReadiness;

/** Checks as JSON. The fields are stable: none is renamed or removed, others may be added. */
final class CheckJson {
  private CheckJson() {}

  /** Our own side stands beside the domains if it was looked at. */
  static String of(Optional<SenderReadiness> sender, List<Readiness> results) {
    JsonFields all = new JsonFields();
    sender.ifPresent(own -> all.object("sender", Optional.of(sender(own))));
    return all.list("domains", results.stream().map(CheckJson::result).toList()).text();
  }

  private static JsonFields sender(SenderReadiness sender) {
    return new JsonFields()
        .value("ehloName", sender.identity().ehloName().toString())
        .value(
            "addresses",
            sender.identity().origins().stream()
                .map(origin -> origin.address().getHostAddress())
                .toList())
        .value("at", sender.identity().at().toString())
        .value("verdict", sender.verdict().configName())
        .list("findings", findings(sender.findings()));
  }

  static List<JsonFields> findings(List<Finding> findings) {
    return findings.stream().map(CheckJson::finding).toList();
  }

  private static JsonFields result(Readiness result) {
    return new JsonFields()
        .value("domain", result.preflight().decision().recipientDomain().toString())
        .value("at", result.preflight().decision().at().toString())
        .value("verdict", result.verdict().configName())
        .value("deliverable", result.isDeliverable())
        .list("findings", findings(result.findings()))
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
