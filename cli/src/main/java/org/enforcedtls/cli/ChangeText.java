package org.enforcedtls.cli;

import java.util.List;
import org.enforcedtls.monitor.PartnerChange;
import org.enforcedtls.monitor.PartnerState;

/** What has changed since an earlier check, for people and for programs. */
final class ChangeText {
  private ChangeText() {}

  static String text(List<PartnerChange> changes) {
    StringBuilder text = new StringBuilder();
    for (PartnerChange change : changes) {
      text.append(change.domain())
          .append(change.before().isEmpty() ? ": seen for the first time" : ": changed")
          .append(System.lineSeparator());
      change
          .differences()
          .forEach(one -> text.append("  ").append(one).append(System.lineSeparator()));
    }
    return text.toString();
  }

  /** The fields are stable: none is renamed or removed, others may be added. */
  static String json(List<PartnerChange> changes) {
    return new JsonFields()
        .list("changes", changes.stream().map(ChangeText::change).toList())
        .text();
  }

  private static JsonFields change(PartnerChange change) {
    return new JsonFields()
        .value("domain", change.domain().toString())
        .value("at", change.now().at().toString())
        .value("since", change.before().map(before -> before.at().toString()).orElse(null))
        .list("differences", change.differences().stream().map(ChangeText::difference).toList())
        .value("verdict", change.readiness().verdict().configName())
        .value("deliverable", change.readiness().isDeliverable())
        .list("findings", CheckJson.findings(change.readiness().findings()));
  }

  private static JsonFields difference(PartnerState.Difference difference) {
    return new JsonFields()
        .value("fact", difference.name())
        .value("before", difference.before().orElse(null))
        .value("now", difference.now().orElse(null));
  }
}
