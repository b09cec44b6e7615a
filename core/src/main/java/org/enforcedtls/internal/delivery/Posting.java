package org.enforcedtls.internal.delivery;

import java.util.function.Consumer;
import org.enforcedtls.outcome.RecipientOutcome;

/**
 * One message on its way to the recipients at one domain, and what is known of each of them. For
 * one thread.
 *
 * @param mail what is sent
 * @param ledger what became of it
 */
record Posting(DomainMail mail, Ledger ledger) {
  Posting(DomainMail mail, Consumer<RecipientOutcome> settled) {
    this(mail, new Ledger(mail.recipients(), settled));
  }
}
