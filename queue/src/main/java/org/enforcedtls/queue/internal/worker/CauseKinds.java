package org.enforcedtls.queue.internal.worker;

import java.util.EnumSet;
import java.util.Set;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.RecipientOutcome;

/** What a cause means for the queue. */
final class CauseKinds {
  /** A check of the recipient's hosts failed: that rarely heals itself. */
  private static final Set<CauseCode> HELD = held();

  /** What ends a delivery for reasons that lie here: it says nothing about the destination. */
  private static final Set<CauseCode> BROKEN_OFF =
      EnumSet.of(CauseCode.CANCELLED, CauseCode.DEADLINE_EXCEEDED);

  /** What ends a delivery before any host could take a message, whichever message it is. */
  private static final Set<CauseCode> BEFORE_MAIL = beforeMail();

  private CauseKinds() {}

  private static Set<CauseCode> held() {
    Set<CauseCode> held =
        EnumSet.range(CauseCode.STARTTLS_NOT_OFFERED, CauseCode.CERTIFICATE_UNSUITABLE);
    held.add(CauseCode.MX_NOT_IN_POLICY);
    held.add(CauseCode.MX_NOT_AUTHENTICATED);
    return held;
  }

  private static Set<CauseCode> beforeMail() {
    Set<CauseCode> before =
        EnumSet.range(CauseCode.POLICY_UNAVAILABLE, CauseCode.CERTIFICATE_UNSUITABLE);
    before.removeAll(BROKEN_OFF);
    return before;
  }

  static boolean isHeld(CauseCode code) {
    return HELD.contains(code);
  }

  static boolean isHeld(String code) {
    return isHeld(CauseCode.of(code));
  }

  static boolean isBrokenOff(RecipientOutcome outcome) {
    return outcome.failure().map(Cause::code).filter(BROKEN_OFF::contains).isPresent();
  }

  /**
   * Whether a host was left out since the message needs REQUIRETLS; another message may go there.
   */
  static boolean isOfWish(RecipientOutcome outcome) {
    return outcome.trace().attempts().stream()
        .flatMap(attempt -> attempt.causes().stream())
        .anyMatch(cause -> cause.code() == CauseCode.MX_NOT_AUTHENTICATED);
  }

  /** Whether the outcome would have been the same for any message to this domain. */
  static boolean isOfDestination(RecipientOutcome outcome) {
    return outcome.conclusion() == Conclusion.TRANSIENT
        && outcome.failure().map(Cause::code).filter(BEFORE_MAIL::contains).isPresent()
        && outcome.trace().attempts().stream().noneMatch(CauseKinds::gotToMail);
  }

  /** A connection that breaks once TLS stands may have broken over what the message is. */
  private static boolean gotToMail(Attempt attempt) {
    return attempt.causes().stream()
        .map(Cause::code)
        .anyMatch(
            code -> !BEFORE_MAIL.contains(code) || (attempt.tls().isPresent() && !isHeld(code)));
  }
}
