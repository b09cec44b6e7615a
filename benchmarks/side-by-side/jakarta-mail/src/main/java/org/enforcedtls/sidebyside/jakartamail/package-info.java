/** Angus Mail, and Simple Java Mail, which sends through it. */
@NullMarked
package org.enforcedtls.sidebyside.jakartamail;

import org.jspecify.annotations.NullMarked;
