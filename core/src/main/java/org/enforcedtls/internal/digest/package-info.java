/**
 * Floor 0. Ground for the rest of it: digests that name things in reports and fingerprints; they
 * protect nothing.
 */
@NullMarked
package org.enforcedtls.internal.digest;

import org.jspecify.annotations.NullMarked;
