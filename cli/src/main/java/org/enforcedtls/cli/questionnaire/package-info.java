/**
 * The questionnaire that mail partners under enforced TLS exchange, about our own domains.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.cli.questionnaire.CompanyFile} reads who we are.
 *   <li>{@link org.enforcedtls.cli.questionnaire.Questionnaire} puts that together with what a
 *       sender sees of our MX hosts: their addresses and certificates, the CA and root of those,
 *       and the cipher suites that were agreed on.
 *   <li>An {@link org.enforcedtls.cli.questionnaire.Answer} is known, or says in plain words why it
 *       is not, in its place: nothing is left out and nothing is made up.
 *   <li>It can be written as Markdown, as JSON that a partner's program reads ({@code
 *       docs/questionnaire.md}), and as a page that prints well.
 *   <li>{@link org.enforcedtls.cli.questionnaire.PartnerForm} reads the JSON that a partner has
 *       sent, and makes rows of it.
 * </ol>
 */
@NullMarked
package org.enforcedtls.cli.questionnaire;

import org.jspecify.annotations.NullMarked;
