/**
 * Floor 5. What a host application can watch: attempts as they start and end, and the outcome of
 * each recipient. Metrics, logs and audit trails hang here.
 */
@NullMarked
package org.enforcedtls.observe;

import org.jspecify.annotations.NullMarked;
