/** Nodes that are processes of their own, so that they can be killed. */
@NullMarked
package org.enforcedtls.queue.crash;

import org.jspecify.annotations.NullMarked;
