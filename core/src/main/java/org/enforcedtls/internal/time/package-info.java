/** Floor 0. Ground for the rest of it: time that only runs forward. */
@NullMarked
package org.enforcedtls.internal.time;

import org.jspecify.annotations.NullMarked;
