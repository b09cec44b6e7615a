package org.enforcedtls.cli.questionnaire;

import org.enforcedtls.address.Domain;

/**
 * An MX host at an address. Immutable.
 *
 * @param domain whose host it is
 * @param mxHost its name
 * @param preference of its MX record
 * @param address such as {@code 192.0.2.1}
 */
record MxPlace(Domain domain, Domain mxHost, int preference, Answer address) {}
