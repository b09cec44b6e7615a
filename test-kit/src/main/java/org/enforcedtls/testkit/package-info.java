/** Servers and certificates for tests of applications that send mail under enforced TLS. */
@NullMarked
package org.enforcedtls.testkit;

import org.jspecify.annotations.NullMarked;
