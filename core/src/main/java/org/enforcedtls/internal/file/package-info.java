/** Floor 0. Ground for the rest of it: files that are there whole or not at all. */
@NullMarked
package org.enforcedtls.internal.file;

import org.jspecify.annotations.NullMarked;
