/**
 * What every peer does, in the same order, and how it is measured. A peer is a program of its own:
 * it warms up, says so in one line, waits for a line of input, does the counted work, prints its
 * measurements in one line, and at the end of its input closes its connections and ends.
 */
@NullMarked
package org.enforcedtls.sidebyside.contract;

import org.jspecify.annotations.NullMarked;
