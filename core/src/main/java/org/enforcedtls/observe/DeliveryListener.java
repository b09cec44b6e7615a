package org.enforcedtls.observe;

import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.SessionJudgement;
import org.enforcedtls.policy.PolicyFinding;

/**
 * Is told what a client does.
 *
 * <p>It is called on the thread that delivers, so it must be quick and safe for use by several
 * threads at once. What it throws is logged and never changes an outcome.
 */
public interface DeliveryListener {
  /**
   * A host is about to be dialled, or was refused before that.
   *
   * @param recipientDomain whose mail it is
   * @param attempt host, address and time; no cause yet
   */
  default void attemptStarted(Domain recipientDomain, Attempt attempt) {}

  /**
   * An attempt ended.
   *
   * @param recipientDomain whose mail it is
   * @param attempt with its causes; a recipient's own attempt may add the reply to its RCPT
   */
  default void attemptEnded(Domain recipientDomain, Attempt attempt) {}

  /**
   * The policy that a recipient domain publishes by MTA-STS was fetched, or could not be, be it for
   * a record that announces none; for a delivery, or since it was to be refreshed. What counts for
   * a delivery stands in its outcome, and there the findings stand as well, for as long as they are
   * why a policy is not in use.
   *
   * @param policyDomain whose policy
   * @param findings what went wrong, each with its result type for TLS reports; empty if the policy
   *     was fetched and remembered
   */
  default void policyFetched(Domain policyDomain, List<PolicyFinding> findings) {}

  /**
   * TLS came about with an MX host, or failed, or was not tried for the sake of what is published:
   * once for each new connection, and each policy that applies to it. A connection that serves
   * another message is no new one. Nothing is told of a session that only our own demands ended,
   * nor of a host that gave no connection.
   *
   * @param recipientDomain whose mail it is
   * @param judgement the session under the policy
   */
  default void sessionJudged(Domain recipientDomain, SessionJudgement judgement) {}

  /**
   * All recipients of a message have an outcome.
   *
   * @param report the outcomes
   */
  default void concluded(DeliveryReport report) {}
}
