package org.enforcedtls.reporting.sending;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.RecipientOutcome;

/**
 * Takes reports that are to go by mail. Receivers ignore those without a DKIM signature of the
 * submitter's domain (RFC 8460 §3), which this library does not make: a mailer that hands them to a
 * relay that signs does better than {@link #by}.
 */
@FunctionalInterface
public interface ReportMailer {
  /**
   * Takes a report. Blocking.
   *
   * @param report a message for one recipient; the same Message-ID at each try
   * @throws IOException if it was not taken, or nobody knows whether it was: it comes again later
   */
  void mail(OutgoingMail report) throws IOException;

  /**
   * Sends reports straight to the MX hosts of their recipients, unsigned.
   *
   * <p>Stricter than RFC 8460 §3: a report leaves only over TLS that meets the policies of the
   * client; whoever has no such host is better served by an https URL.
   *
   * @param client without a counter among its listeners, as sessions that carry reports are in no
   *     report
   * @return the mailer
   */
  static ReportMailer by(EnforcedTlsClient client) {
    requireNonNull(client, "client");
    return report -> {
      List<RecipientOutcome> outcomes =
          client.deliver(report.envelope(), report.content()).outcomes();
      for (RecipientOutcome outcome : outcomes) {
        if (!outcome.isAccepted()) {
          throw new IOException(
              outcome.recipient()
                  + " "
                  + outcome.conclusion().name().toLowerCase(Locale.ROOT)
                  + ": "
                  + outcome.failure().map(Object::toString).orElse(""));
        }
      }
    };
  }
}
