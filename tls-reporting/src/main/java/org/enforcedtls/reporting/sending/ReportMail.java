package org.enforcedtls.reporting.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.reporting.report.TlsReport;
import org.enforcedtls.reporting.report.TlsReportWriter;
import org.enforcedtls.reporting.store.ReportDay;

/**
 * A report as a message (RFC 8460 §5.3). Immutable.
 *
 * @param submitter who reports
 * @param about domain and day
 * @param report whose id is the Message-ID too
 */
record ReportMail(Submitter submitter, ReportDay about, TlsReport report) {
  private static final String MEDIA_TYPE = "application/tlsrpt+gzip";
  private static final int MIME_LINE = 76;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static String mediaType() {
    return MEDIA_TYPE;
  }

  OutgoingMail to(Mailbox recipient, Instant now) {
    Envelope envelope =
        Envelope.from(ReversePath.of(submitter.contact())).to(Recipient.of(recipient)).build();
    return new OutgoingMail(
        envelope, MailContent.ofOctets(text(recipient, now).getBytes(US_ASCII)));
  }

  /** RFC 8460 §5.1: who reports on whom, from when to when, and what tells it from others. */
  String fileName() {
    return String.join(
            "!",
            submitter.domain().aLabels(),
            about.domain().aLabels(),
            String.valueOf(ReportTimes.beginOf(about.day()).getEpochSecond()),
            String.valueOf(ReportTimes.endOf(about.day()).getEpochSecond()),
            uniquePart())
        + ".json.gz";
  }

  /** JSON in gzip. */
  byte[] packed() {
    return new TlsReportWriter().gzip(report);
  }

  private String uniquePart() {
    return report.id().substring(0, report.id().indexOf('@'));
  }

  private String text(Mailbox recipient, Instant now) {
    Domain domain = about.domain();
    String boundary = "=_" + uniquePart();
    return String.join(
        "\r\n",
        "From: <" + submitter.contact() + ">",
        "To: <" + recipient + ">",
        "Date: " + DATE.format(now),
        "Message-ID: <" + report.id() + ">",
        "Subject: Report Domain: " + domain.aLabels(),
        " Submitter: " + submitter.domain().aLabels(),
        " Report-ID: <" + report.id() + ">",
        "TLS-Report-Domain: " + domain.aLabels(),
        "TLS-Report-Submitter: " + submitter.domain().aLabels(),
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=\"tlsrpt\";",
        " boundary=\"" + boundary + "\"",
        "",
        "--" + boundary,
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        base64(words().getBytes(UTF_8)),
        "--" + boundary,
        "Content-Type: " + MEDIA_TYPE,
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment;",
        " filename=\"" + fileName() + "\"",
        "",
        base64(packed()),
        "--" + boundary + "--",
        "");
  }

  private String words() {
    return "This is an aggregate TLS report from "
        + submitter.organization()
        + "\r\nabout mail to "
        + about.domain()
        + " on "
        + about.day()
        + " (UTC).\r\n";
  }

  private static String base64(byte[] octets) {
    return Base64.getMimeEncoder(MIME_LINE, "\r\n".getBytes(US_ASCII)).encodeToString(octets);
  }
}
