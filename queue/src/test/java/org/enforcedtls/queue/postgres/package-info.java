/** A real PostgreSQL for tests. */
@NullMarked
package org.enforcedtls.queue.postgres;

import org.jspecify.annotations.NullMarked;
