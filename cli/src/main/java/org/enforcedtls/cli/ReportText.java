package org.enforcedtls.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.TlsReport;
import org.jspecify.annotations.Nullable;

/** A TLS report for people and as JSON. It is foreign text: no character of it moves a cursor. */
final class ReportText {
  private ReportText() {}

  static List<String> lines(TlsReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s to %s, by %s%s"
            .formatted(
                report.begin(),
                report.end(),
                safe(report.organization()),
                report.contact().isEmpty() ? "" : " (" + safe(report.contact()) + ")"));
    lines.add("report " + safe(report.id()));
    for (PolicyResults results : report.policies()) {
      lines.add(
          "%s, %s: %d sessions secured, %d not"
              .formatted(
                  safe(results.policy().domain()),
                  results.policy().type().code(),
                  results.successfulSessions(),
                  results.failedSessions()));
      results.failures().forEach(failure -> lines.add("  " + line(failure)));
    }
    return lines;
  }

  private static String line(FailureDetails failure) {
    Ends between = failure.between();
    String host =
        Stream.of(between.mxHost(), between.mxAddress())
            .filter(Objects::nonNull)
            .map(ReportText::safe)
            .collect(Collectors.joining(" "));
    return "%6d %s%s%s%s"
        .formatted(
            failure.sessions(),
            safe(failure.type().code()),
            host.isEmpty() ? "" : " at " + host,
            between.sendingAddress() == null ? "" : " from " + safe(between.sendingAddress()),
            failure.reason() == null ? "" : ": " + safe(failure.reason()));
  }

  private static String safe(@Nullable String text) {
    return String.valueOf(text).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }

  static JsonFields json(TlsReport report) {
    return new JsonFields()
        .value("organization", report.organization())
        .value("begin", report.begin().toString())
        .value("end", report.end().toString())
        .value("contact", report.contact())
        .value("id", report.id())
        .value("successfulSessions", report.successfulSessions())
        .value("failedSessions", report.failedSessions())
        .list("policies", report.policies().stream().map(ReportText::json).toList());
  }

  private static JsonFields json(PolicyResults results) {
    return new JsonFields()
        .value("type", results.policy().type().code())
        .value("domain", results.policy().domain())
        .value("text", results.policy().text())
        .value("mxHosts", results.policy().mxHosts())
        .value("successfulSessions", results.successfulSessions())
        .value("failedSessions", results.failedSessions())
        .list("failures", results.failures().stream().map(ReportText::json).toList());
  }

  private static JsonFields json(FailureDetails failure) {
    Ends between = failure.between();
    return new JsonFields()
        .value("type", failure.type().code())
        .value("sessions", failure.sessions())
        .object(
            "between",
            Optional.of(
                new JsonFields()
                    .value("sendingAddress", between.sendingAddress())
                    .value("mxHost", between.mxHost())
                    .value("mxHelo", between.mxHelo())
                    .value("mxAddress", between.mxAddress())))
        .value("additionalInformation", failure.additionalInformation())
        .value("reason", failure.reason());
  }
}
