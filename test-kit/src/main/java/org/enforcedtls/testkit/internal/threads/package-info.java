/** Floor 0 of the test kit. The threads of its servers, which end when their server is closed. */
@NullMarked
package org.enforcedtls.testkit.internal.threads;

import org.jspecify.annotations.NullMarked;
