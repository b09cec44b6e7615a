/**
 * Floor 4. What became of each recipient, and why.
 *
 * <p>Two axes stay apart. What to conclude: {@link org.enforcedtls.outcome.RecipientOutcome} is
 * accepted, a transient failure, a permanent failure, or in doubt. Why: a {@link
 * org.enforcedtls.outcome.Cause} has a stable code, the party to talk to, and the evidence.
 *
 * <ol>
 *   <li>An {@link org.enforcedtls.outcome.Attempt} is one address of one MX host that was tried (or
 *       refused before it was dialled), with what was negotiated there.
 *   <li>An outcome holds all attempts for its recipient, so that "why is it not there" can be
 *       answered from one value. Its {@link org.enforcedtls.outcome.AttemptEvidence} is the same as
 *       facts with names, to be printed, stored and compared.
 *   <li>A {@link org.enforcedtls.outcome.DeliveryReport} holds one outcome per recipient in the
 *       caller's order.
 * </ol>
 */
@NullMarked
package org.enforcedtls.outcome;

import org.jspecify.annotations.NullMarked;
