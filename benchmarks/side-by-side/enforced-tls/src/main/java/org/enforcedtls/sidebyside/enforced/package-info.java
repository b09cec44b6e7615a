/** This library: core with ready octets, and {@code Transport.send} with a message. */
@NullMarked
package org.enforcedtls.sidebyside.enforced;

import org.jspecify.annotations.NullMarked;
