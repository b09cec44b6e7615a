package org.enforcedtls.internal.delivery;

import java.util.List;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.reply.EnhancedStatusCode;

/**
 * What one failure means for a recipient. Immutable.
 *
 * @param conclusion TRANSIENT, PERMANENT or IN_DOUBT
 * @param scope how far it reaches
 * @param status class 4 or 5, as the conclusion
 * @param causes every finding, the most telling first; at least one
 */
record Verdict(Conclusion conclusion, Scope scope, EnhancedStatusCode status, List<Cause> causes) {
  /** How far a failure reaches. */
  enum Scope {
    /** This host only: the next may do better. */
    HOST,
    /** The recipient: no other host need be asked. */
    RECIPIENT
  }

  Verdict {
    causes = List.copyOf(causes);
  }

  Cause cause() {
    return causes.get(0);
  }

  /** The same causes with another conclusion, for good. */
  Verdict asOfClass(Conclusion other, int classDigit) {
    return new Verdict(
        other,
        Scope.RECIPIENT,
        new EnhancedStatusCode(classDigit, status.subject(), status.detail()),
        causes);
  }

  boolean isFinal() {
    return scope == Scope.RECIPIENT;
  }

  static Verdict transientAtHost(String status, Cause cause) {
    return atHost(Conclusion.TRANSIENT, status, List.of(cause));
  }

  static Verdict permanentAtHost(String status, Cause cause) {
    return atHost(Conclusion.PERMANENT, status, List.of(cause));
  }

  static Verdict atHost(Conclusion conclusion, String status, List<Cause> causes) {
    return new Verdict(conclusion, Scope.HOST, EnhancedStatusCode.of(status), causes);
  }

  static Verdict forRecipient(Conclusion conclusion, String status, Cause cause) {
    return new Verdict(conclusion, Scope.RECIPIENT, EnhancedStatusCode.of(status), List.of(cause));
  }
}
