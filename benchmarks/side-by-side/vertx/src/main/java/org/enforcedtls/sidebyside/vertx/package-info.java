/** The mail client of Vert.x. */
@NullMarked
package org.enforcedtls.sidebyside.vertx;

import org.jspecify.annotations.NullMarked;
