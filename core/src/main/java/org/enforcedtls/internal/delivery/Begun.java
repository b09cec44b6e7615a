package org.enforcedtls.internal.delivery;

import org.enforcedtls.internal.session.Transaction;
import org.enforcedtls.internal.session.TransactionRequest;

/**
 * A transaction that was made, and what it is for. For one thread.
 *
 * @param posting the message
 * @param request to some of its recipients
 * @param transaction carries it out
 */
record Begun(Posting posting, TransactionRequest request, Transaction transaction) {}
