/**
 * Floor 9. The front door: a client that delivers messages straight to the MX hosts of their
 * recipients, only over TLS that meets the policy of each recipient domain.
 *
 * <pre>{@code
 * try (EnforcedTlsClient client = EnforcedTlsClient.builder("mail.bank.example")
 *     .policies(partners)
 *     .build()) {
 *   DeliveryReport report = client.deliver(
 *       Envelope.from("reports@bank.example").to("inbox@fi.example").build(),
 *       MailContent.ofFile(eml));
 * }
 * }</pre>
 */
@NullMarked
package org.enforcedtls;

import org.jspecify.annotations.NullMarked;
