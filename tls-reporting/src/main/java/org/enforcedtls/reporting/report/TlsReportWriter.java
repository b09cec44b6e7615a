package org.enforcedtls.reporting.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.jspecify.annotations.Nullable;

/** Writes a report as JSON (RFC 8460 §4.4). Safe for use by several threads at once. */
public final class TlsReportWriter {
  private static final JsonFactory JSON = new JsonFactory();

  /** A writer. */
  public TlsReportWriter() {}

  /**
   * Writes a report.
   *
   * @param report the report
   * @return JSON in UTF-8
   */
  public byte[] json(TlsReport report) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    write(report, octets);
    return octets.toByteArray();
  }

  /**
   * Writes a report and compresses it (RFC 8460 §5.2).
   *
   * @param report the report
   * @return JSON in gzip
   */
  public byte[] gzip(TlsReport report) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(octets)) {
      write(report, packed);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return octets.toByteArray();
  }

  /**
   * Writes what happened under one policy, as it stands in a report, to be kept.
   *
   * @param results under the policy
   * @return JSON
   */
  public String json(PolicyResults results) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, results);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return text.toString();
  }

  private static void write(TlsReport report, OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("organization-name", report.organization());
      json.writeObjectFieldStart("date-range");
      json.writeStringField("start-datetime", text(report.begin()));
      json.writeStringField("end-datetime", text(report.end()));
      json.writeEndObject();
      json.writeStringField("contact-info", report.contact());
      json.writeStringField("report-id", report.id());
      json.writeArrayFieldStart("policies");
      for (PolicyResults results : report.policies()) {
        write(json, results);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void write(JsonGenerator json, PolicyResults results) throws IOException {
    ReportedPolicy policy = results.policy();
    json.writeStartObject();
    json.writeObjectFieldStart("policy");
    json.writeStringField("policy-type", policy.type().code());
    writeUnlessEmpty(json, "policy-string", policy.text());
    json.writeStringField("policy-domain", policy.domain());
    writeUnlessEmpty(json, "mx-host", policy.mxHosts());
    json.writeEndObject();
    json.writeObjectFieldStart("summary");
    json.writeNumberField("total-successful-session-count", results.successfulSessions());
    json.writeNumberField("total-failure-session-count", results.failedSessions());
    json.writeEndObject();
    if (!results.failures().isEmpty()) {
      json.writeArrayFieldStart("failure-details");
      for (FailureDetails failure : results.failures()) {
        write(json, failure);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, FailureDetails failure) throws IOException {
    Ends between = failure.between();
    json.writeStartObject();
    json.writeStringField("result-type", failure.type().code());
    writeUnlessNull(json, "sending-mta-ip", between.sendingAddress());
    writeUnlessNull(json, "receiving-mx-hostname", between.mxHost());
    writeUnlessNull(json, "receiving-mx-helo", between.mxHelo());
    writeUnlessNull(json, "receiving-ip", between.mxAddress());
    json.writeNumberField("failed-session-count", failure.sessions());
    writeUnlessNull(json, "additional-information", failure.additionalInformation());
    writeUnlessNull(json, "failure-reason-code", failure.reason());
    json.writeEndObject();
  }

  private static void writeUnlessEmpty(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }

  private static void writeUnlessNull(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }
}
