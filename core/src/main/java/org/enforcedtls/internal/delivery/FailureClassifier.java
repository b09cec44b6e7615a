package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.internal.route.RouteProblem;
import org.enforcedtls.internal.session.ContentUnreadableException;
import org.enforcedtls.internal.session.Opening;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.ProtocolException;
import org.enforcedtls.internal.wire.StepTimer;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.Party;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;

/**
 * Decides what a reply, an exception or a failed check means: transient or permanent, for this host
 * or for the recipient, and by which code it is reported. No other class does.
 *
 * <p>Whatever an attacker on the network can forge is transient, so that mail is held and not
 * bounced: all that comes before verified TLS, but a greeting of class 5, which says that the host
 * takes no mail (RFC 7504 §3) and counts only if every host says so.
 */
final class FailureClassifier {
  /** RFC 5321 §4.5.3.1.10: too many recipients, which some hosts call insufficient storage. */
  private static final int TOO_MANY_RECIPIENTS = 452;

  private static final int STORAGE_EXCEEDED = 552;

  /** What a row's "fail now" turns into a permanent failure: the checks that it demands. */
  private static final Set<CauseCode> POLICY_CHECKS =
      EnumSet.range(CauseCode.STARTTLS_NOT_OFFERED, CauseCode.CERTIFICATE_UNSUITABLE);

  static {
    POLICY_CHECKS.add(CauseCode.MX_NOT_IN_POLICY);
  }

  private FailureClassifier() {}

  /** What a dialogue means that did not get as far as MAIL. */
  static Verdict ofOpening(Opening opening) {
    if (opening instanceof Opening.Refused refused) {
      return ofRefusedOpening(refused.step(), refused.reply());
    }
    if (opening instanceof Opening.StarttlsNotOffered) {
      return Verdict.transientAtHost(
          "4.7.4",
          Cause.of(
              CauseCode.STARTTLS_NOT_OFFERED,
              "expected STARTTLS in the reply to EHLO, found none"));
    }
    if (opening instanceof Opening.PlaintextInjected) {
      return Verdict.transientAtHost(
          "4.7.5",
          Cause.of(
              CauseCode.STARTTLS_INJECTION,
              "expected a TLS handshake after the reply to STARTTLS, found octets in clear"));
    }
    if (opening instanceof Opening.ChecksFailed failed) {
      return Verdict.atHost(Conclusion.TRANSIENT, "4.7.5", failed.passage().causes());
    }
    if (opening instanceof Opening.RefusedInside refused) {
      return ofReply(DialogueStep.EHLO, refused.reply());
    }
    throw new AssertionError(opening);
  }

  /** Whether a host greets a client in words that it has for those with too many connections. */
  static boolean isTooManyConnections(Opening opening) {
    return opening instanceof Opening.Refused refused
        && refused.step() == DialogueStep.GREETING
        && refused.reply().classDigit() == 4;
  }

  private static Verdict ofRefusedOpening(DialogueStep step, Reply reply) {
    if (step == DialogueStep.GREETING) {
      Cause cause = saidAt(CauseCode.GREETING_REJECTED, step, reply);
      return reply.classDigit() == 5
          ? Verdict.atHost(Conclusion.PERMANENT, statusOf(reply, 5), List.of(cause))
          : Verdict.atHost(Conclusion.TRANSIENT, statusOf(reply, 4), List.of(cause));
    }
    CauseCode code =
        step == DialogueStep.EHLO ? CauseCode.EHLO_REJECTED : CauseCode.STARTTLS_REFUSED;
    return Verdict.transientAtHost("4.7.4", saidAt(code, step, reply));
  }

  /** What a refusal inside verified TLS means for a recipient. */
  static Verdict ofReply(DialogueStep step, Reply reply) {
    boolean isPermanent = reply.classDigit() == 5 && !isTooManyRecipients(step, reply);
    if (isPermanent) {
      return new Verdict(
          Conclusion.PERMANENT,
          Verdict.Scope.RECIPIENT,
          EnhancedStatusCode.of(statusOf(reply, 5)),
          List.of(saidAt(CauseCode.REPLY_PERMANENT, step, reply)));
    }
    return Verdict.transientAtHost(
        statusOf(reply, 4), saidAt(CauseCode.REPLY_TRANSIENT, step, reply));
  }

  /** Whether a refused RCPT may be sent again at once, once others were accepted. */
  static boolean isTooManyRecipients(DialogueStep step, Reply reply) {
    return step == DialogueStep.RCPT
        && (reply.code() == TOO_MANY_RECIPIENTS || reply.code() == STORAGE_EXCEEDED);
  }

  /** What a broken dialogue means. */
  static Verdict ofException(IOException e, StepTimer timer) {
    DialogueStep step = timer.step();
    if (timer.expiry().isPresent()) {
      return ofExpiry(timer.expiry().get(), timer);
    }
    if (e instanceof ContentUnreadableException) {
      return ofUnreadableContent(e);
    }
    if (e instanceof ProtocolException) {
      return Verdict.transientAtHost("4.5.0", brokenAt(CauseCode.PROTOCOL_VIOLATION, step, e));
    }
    if (step == DialogueStep.CONNECT) {
      return Verdict.transientAtHost("4.4.1", brokenAt(CauseCode.CONNECT_FAILED, step, e));
    }
    if (isTlsFailure(e)) {
      return Verdict.transientAtHost("4.7.5", brokenAt(CauseCode.TLS_HANDSHAKE_FAILED, step, e));
    }
    if (step == DialogueStep.STARTTLS) {
      Cause cause = brokenAt(CauseCode.TLS_HANDSHAKE_FAILED, step, e).withParty(Party.NETWORK);
      return Verdict.transientAtHost("4.7.5", cause);
    }
    return Verdict.transientAtHost("4.4.2", brokenAt(CauseCode.CONNECTION_LOST, step, e));
  }

  /**
   * A TLS 1.3 host refuses a handshake with an alert that arrives with the first read after it; a
   * network failure under TLS comes wrapped.
   */
  private static boolean isTlsFailure(IOException e) {
    return e instanceof SSLException
        && !(e.getCause() instanceof IOException && !(e.getCause() instanceof SSLException));
  }

  private static Verdict ofExpiry(StepTimer.Expiry expiry, StepTimer timer) {
    DialogueStep step = timer.step();
    return switch (expiry) {
      case CANCELLED -> cancelled();
      case DEADLINE -> deadlineExceeded(step.configName());
      case STEP -> tookTooLong(step, step.configName() + " took longer than " + timer.timeout());
    };
  }

  private static Verdict tookTooLong(DialogueStep step, String text) {
    return step == DialogueStep.CONNECT
        ? Verdict.transientAtHost("4.4.1", Cause.of(CauseCode.CONNECT_FAILED, text))
        : Verdict.transientAtHost("4.4.2", Cause.of(CauseCode.TIMED_OUT, text));
  }

  static Verdict cancelled() {
    return Verdict.forRecipient(
        Conclusion.TRANSIENT, "4.3.2", Cause.of(CauseCode.CANCELLED, "the delivery was cancelled"));
  }

  /** What it means that no connection was to be had at a host that has as many as it may. */
  static Verdict ofMissingPlace(Deadline deadline) {
    return deadline.hasPassed() ? deadlineExceeded("the wait for a connection") : cancelled();
  }

  /** What it means that code of the caller's threw what it must not throw. */
  static Verdict brokenOff(RuntimeException e) {
    return Verdict.forRecipient(
        Conclusion.TRANSIENT,
        "4.3.0",
        Cause.of(
            CauseCode.CANCELLED,
            "the delivery was broken off by an exception on our side: "
                + ForeignText.of(e.toString())));
  }

  static Verdict deadlineExceeded(String when) {
    return Verdict.forRecipient(
        Conclusion.TRANSIENT,
        "4.4.2",
        Cause.of(CauseCode.DEADLINE_EXCEEDED, "the deadline of the delivery passed at " + when));
  }

  /**
   * What it means that a policy source cannot tell: nobody knows what to demand, so mail is held.
   */
  static Verdict policyUnavailable(String why) {
    return Verdict.forRecipient(
        Conclusion.TRANSIENT,
        "4.7.0",
        Cause.of(CauseCode.POLICY_UNAVAILABLE, "the policy is not known: " + why));
  }

  /** What it means that a domain has no route, or a host no address. */
  static Verdict ofRouteProblem(RouteProblem problem) {
    return problem.permanence() == RouteProblem.Permanence.CERTAIN
        ? Verdict.permanentAtHost("5." + problem.status(), problem.cause())
        : Verdict.transientAtHost("4." + problem.status(), problem.cause());
  }

  /** Never permanent: whoever forges a DNS answer could bounce mail by it. */
  static Verdict mxNotInPolicy(Cause cause) {
    return Verdict.transientAtHost("4.7.5", cause);
  }

  /** Never permanent, for the same reason. */
  static Verdict addressesRefused(List<Cause> causes) {
    return Verdict.atHost(Conclusion.TRANSIENT, "4.4.4", causes);
  }

  /**
   * Permanent, as what the DNS says of a domain is (RFC 8689 §4.2.1): the sender has to know at
   * once that there is no such way to the domain. Not so while a policy of the domain may be there
   * that could not be had.
   */
  static Verdict mxNotAuthenticated(Cause cause, List<PolicyFinding> findings) {
    return findings.isEmpty()
        ? Verdict.permanentAtHost("5.7.10", cause)
        : Verdict.transientAtHost("4.7.10", cause);
  }

  /** What it means that our own engine cannot do what the policy demands: no host is to blame. */
  static Verdict ofPlatformGap(String gap) {
    return Verdict.forRecipient(
        Conclusion.TRANSIENT,
        "4.3.5",
        Cause.of(CauseCode.CIPHER_BELOW_FLOOR, gap).withParty(Party.OURS));
  }

  static Verdict ofUnreadableContent(IOException e) {
    return Verdict.transientAtHost(
        "4.3.0", Cause.of(CauseCode.CONTENT_REFUSED, textOf(e)).withParty(Party.OURS));
  }

  static Verdict ofMissingSocket(IOException e) {
    return Verdict.transientAtHost(
        "4.4.1", Cause.of(CauseCode.CONNECT_FAILED, textOf(e)).withParty(Party.OURS));
  }

  /** The same verdict where the host may have the whole message. */
  static Verdict inDoubt(Verdict verdict) {
    return new Verdict(
        Conclusion.IN_DOUBT, Verdict.Scope.RECIPIENT, verdict.status(), verdict.causes());
  }

  /** The same verdict where a host that was not asked may do better. */
  static Verdict uncertain(Verdict verdict) {
    return verdict.asOfClass(Conclusion.TRANSIENT, 4);
  }

  /**
   * The same verdict under a policy that gives up at once when the partner fails one of its checks.
   */
  static Verdict failedNow(Verdict verdict) {
    return verdict.conclusion() == Conclusion.TRANSIENT
            && POLICY_CHECKS.contains(verdict.cause().code())
            && verdict.cause().party() == Party.PARTNER
        ? verdict.asOfClass(Conclusion.PERMANENT, 5)
        : verdict;
  }

  private static String statusOf(Reply reply, int classDigit) {
    return reply
        .enhancedStatusCode()
        .filter(status -> status.classDigit() == classDigit)
        .map(EnhancedStatusCode::toString)
        .orElse(classDigit + ".0.0");
  }

  private static Cause saidAt(CauseCode code, DialogueStep step, Reply reply) {
    return Cause.of(code, "the host answered " + step.configName() + " with: " + reply)
        .withEvidence("step", step.configName())
        .withEvidence("reply", reply.toString());
  }

  private static Cause brokenAt(CauseCode code, DialogueStep step, IOException e) {
    return Cause.of(code, step.configName() + ": " + textOf(e))
        .withEvidence("step", step.configName());
  }

  private static String textOf(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : ForeignText.of(message);
  }
}
