/**
 * Starts the sink and one peer after the other, over and over; compares what each peer claims with
 * what the sink counted; prints medians, spread and ratios. It knows the peers as programs only.
 */
@NullMarked
package org.enforcedtls.sidebyside.harness;

import org.jspecify.annotations.NullMarked;
