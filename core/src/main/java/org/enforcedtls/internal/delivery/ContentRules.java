package org.enforcedtls.internal.delivery;

import java.util.Optional;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;

/** Which content may leave at all. */
final class ContentRules {
  /** RFC 5322 §2.1.1: without the CRLF. */
  private static final int MAX_LINE_OCTETS = 998;

  private ContentRules() {}

  /** Why no host may get the content; empty if it may leave. */
  static Optional<Verdict> refusalOf(ContentSurvey survey) {
    if (survey.hasNul()) {
      return refused("expected content without NUL, found one");
    }
    if (survey.longestLineOctets() > MAX_LINE_OCTETS) {
      return refused(
          "expected lines of at most "
              + MAX_LINE_OCTETS
              + " octets, found one of "
              + survey.longestLineOctets()
              + ": encode the part as quoted-printable or base64");
    }
    return Optional.empty();
  }

  private static Optional<Verdict> refused(String text) {
    return Optional.of(
        Verdict.forRecipient(
            Conclusion.PERMANENT, "5.6.0", Cause.of(CauseCode.CONTENT_REFUSED, text)));
  }
}
