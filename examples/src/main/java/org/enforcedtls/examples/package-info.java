/** Small programs to run first. They need no root, no DNS and no network but loopback. */
@NullMarked
package org.enforcedtls.examples;

import org.jspecify.annotations.NullMarked;
