/**
 * Rows of a partner table, made of what is seen of a domain today.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.cli.suggest.HostSeen} says what one MX host showed, address by
 *       address.
 *   <li>{@link org.enforcedtls.cli.suggest.RowSuggestion} makes a row of all hosts, which is only
 *       observed, with comments that say what a person has to check.
 * </ol>
 *
 * <p>A host that fails is in the row as well: to leave it out would hide that the domain has it.
 */
@NullMarked
package org.enforcedtls.cli.suggest;

import org.jspecify.annotations.NullMarked;
