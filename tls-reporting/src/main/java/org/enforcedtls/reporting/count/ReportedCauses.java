package org.enforcedtls.reporting.count;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.ResultType;

/** What is a failure in a report, and of which type (RFC 8460 §4.3). */
final class ReportedCauses {
  private ReportedCauses() {}

  /** One for each type and reason among the causes; empty if none of them is reported. */
  static List<FailureDetails> failures(List<Cause> causes, Ends between) {
    Set<FailureDetails> failures = new LinkedHashSet<>();
    for (Cause cause : causes) {
      resultType(cause.code())
          .map(type -> failure(type, cause.code().code(), between))
          .ifPresent(failures::add);
    }
    return List.copyOf(failures);
  }

  /** The same of what went wrong on the way to a policy. */
  static List<FailureDetails> failures(List<PolicyFinding> findings) {
    Ends nobody = new Ends(null, null, null, null);
    Set<FailureDetails> failures = new LinkedHashSet<>();
    for (PolicyFinding finding : findings) {
      finding
          .kind()
          .resultType()
          .map(type -> failure(new ResultType(type), finding.kind().configName(), nobody))
          .ifPresent(failures::add);
    }
    return List.copyOf(failures);
  }

  private static FailureDetails failure(ResultType type, String code, Ends between) {
    return new FailureDetails(type, between, 1, null, code.equals(type.code()) ? null : code);
  }

  /**
   * What a cause is in a report; empty for what only our own floor or rows object to, for transient
   * trouble (RFC 8460 §4.3.4), and for what has nothing to do with TLS. No default: a new code has
   * to be decided on.
   */
  static Optional<ResultType> resultType(CauseCode code) {
    return Optional.ofNullable(
        switch (code) {
          case STARTTLS_NOT_OFFERED, STARTTLS_REFUSED -> ResultType.STARTTLS_NOT_SUPPORTED;
          case CERTIFICATE_NAME_MISMATCH -> ResultType.CERTIFICATE_HOST_MISMATCH;
          case CERTIFICATE_EXPIRED -> ResultType.CERTIFICATE_EXPIRED;
          case CERTIFICATE_UNTRUSTED, CERTIFICATE_REVOKED, CERTIFICATE_UNSUITABLE ->
              ResultType.CERTIFICATE_NOT_TRUSTED;
          case TLSA_MISMATCH -> ResultType.TLSA_INVALID;
          case TLSA_UNAVAILABLE, DNS_BOGUS -> ResultType.DNSSEC_INVALID;
          case MX_NOT_IN_POLICY,
              STARTTLS_INJECTION,
              TLS_HANDSHAKE_FAILED,
              CERTIFICATE_NOT_YET_VALID ->
              ResultType.VALIDATION_FAILURE;
          // What only we demand.
          case PROTOCOL_BELOW_FLOOR,
              CIPHER_BELOW_FLOOR,
              CERTIFICATE_ISSUER_NOT_APPROVED,
              REVOCATION_UNKNOWN,
              CERTIFICATE_WEAK_KEY,
              CERTIFICATE_WEAK_SIGNATURE ->
              null;
          // What ends before TLS, or is of the network or our own.
          case POLICY_UNAVAILABLE,
              DNS_NOT_FOUND,
              DNS_UNAVAILABLE,
              NULL_MX,
              NO_ADDRESS,
              ADDRESS_REFUSED,
              MX_NOT_AUTHENTICATED,
              MAIL_LOOP,
              CANCELLED,
              DEADLINE_EXCEEDED,
              CONNECT_FAILED,
              CONNECTION_LOST,
              TIMED_OUT,
              PROTOCOL_VIOLATION,
              GREETING_REJECTED,
              EHLO_REJECTED ->
              null;
          // What comes after it.
          case REQUIRETLS_UNSUPPORTED,
              SMTPUTF8_UNSUPPORTED,
              EIGHTBIT_UNSUPPORTED,
              SIZE_EXCEEDED,
              REPLY_TRANSIENT,
              REPLY_PERMANENT,
              CONTENT_REFUSED ->
              null;
        });
  }
}
