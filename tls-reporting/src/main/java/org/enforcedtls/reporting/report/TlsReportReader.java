package org.enforcedtls.reporting.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;

/**
 * Reads a report that somebody sent, as JSON or as JSON in gzip. Safe for use by several threads at
 * once.
 *
 * <p><em>Guarantees</em>: it reads at most 16 MiB of JSON, however well that is compressed, and
 * takes memory in proportion; it throws nothing but what {@link #read} says. It does not promise
 * that a report is true.
 *
 * <p>Laxer than RFC 8460 §4.4: one MX pattern may stand without a list around it, as the grammar
 * there has it beside the examples; and a session that failed in a way that is not registered is
 * kept. What is not known is ignored.
 */
public final class TlsReportReader {
  private static final int MAX_OCTETS = 16 << 20;
  private static final int MAX_DEPTH = 20;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_OCTETS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A reader. */
  public TlsReportReader() {}

  /**
   * Reads a report. Blocking; the stream is not closed.
   *
   * @param in JSON, or JSON in gzip, as the first two octets tell
   * @return the report
   * @throws MalformedReportException if it is no report, or too large; the message says where, what
   *     was expected and what was found
   * @throws IOException if the stream cannot be read
   */
  public TlsReport read(InputStream in) throws IOException {
    byte[] json;
    try {
      json = unpacked(new BufferedInputStream(in)).readNBytes(MAX_OCTETS + 1);
    } catch (ZipException | java.io.EOFException e) {
      throw new MalformedReportException("expected gzip, found damaged octets", e);
    }
    if (json.length > MAX_OCTETS) {
      throw new MalformedReportException("expected at most 16 MiB of JSON, found more");
    }
    try {
      return report(Member.ofDocument(MAPPER.readTree(json)));
    } catch (JsonProcessingException e) {
      throw new MalformedReportException("expected JSON, found " + Member.reason(e), e);
    }
  }

  /**
   * Reads what happened under one policy.
   *
   * @param json as {@link TlsReportWriter#json(PolicyResults)} writes it
   * @return what happened
   * @throws MalformedReportException if it is something else
   */
  public PolicyResults readResults(String json) throws MalformedReportException {
    try {
      return results(Member.ofDocument(MAPPER.readTree(json)));
    } catch (JsonProcessingException e) {
      throw new MalformedReportException("expected JSON, found " + Member.reason(e), e);
    }
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean isPacked = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.reset();
    return isPacked ? new GZIPInputStream(in) : in;
  }

  private static TlsReport report(Member report) throws MalformedReportException {
    Member range = report.object("date-range");
    List<PolicyResults> policies = new ArrayList<>();
    for (Member policy : report.items("policies")) {
      policies.add(results(policy));
    }
    return new TlsReport(
        report.text("organization-name"),
        range.instant("start-datetime"),
        range.instant("end-datetime"),
        report.optionalText("contact-info", ""),
        report.text("report-id"),
        policies);
  }

  private static PolicyResults results(Member results) throws MalformedReportException {
    Member policy = results.object("policy");
    Member summary = results.object("summary");
    List<FailureDetails> failures = new ArrayList<>();
    for (Member failure : results.optionalItems("failure-details")) {
      failures.add(failure(failure));
    }
    return new PolicyResults(
        new ReportedPolicy(
            type(policy),
            policy.text("policy-domain"),
            policy.optionalTexts("policy-string"),
            policy.optionalTexts("mx-host")),
        summary.count("total-successful-session-count"),
        summary.count("total-failure-session-count"),
        failures);
  }

  private static PolicyType type(Member policy) throws MalformedReportException {
    String code = policy.text("policy-type");
    for (PolicyType type : PolicyType.values()) {
      if (type.code().equals(code)) {
        return type;
      }
    }
    throw policy.malformed("policy-type", "tlsa, sts or no-policy-found", Member.shown(code));
  }

  private static FailureDetails failure(Member failure) throws MalformedReportException {
    return new FailureDetails(
        new ResultType(failure.text("result-type")),
        new Ends(
            failure.textOrNull("sending-mta-ip"),
            failure.textOrNull("receiving-mx-hostname"),
            failure.textOrNull("receiving-mx-helo"),
            failure.textOrNull("receiving-ip")),
        failure.count("failed-session-count"),
        failure.textOrNull("additional-information"),
        failure.textOrNull("failure-reason-code"));
  }
}
