/**
 * How long things take, each beside a named peer in the same run. See README.md of this module for
 * how to run them and what was measured.
 */
@NullMarked
package org.enforcedtls.benchmarks;

import org.jspecify.annotations.NullMarked;
