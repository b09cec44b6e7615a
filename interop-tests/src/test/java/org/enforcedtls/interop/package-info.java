/** Deliveries to real servers, started by the tests on loopback and stopped by their process id. */
@NullMarked
package org.enforcedtls.interop;

import org.jspecify.annotations.NullMarked;
