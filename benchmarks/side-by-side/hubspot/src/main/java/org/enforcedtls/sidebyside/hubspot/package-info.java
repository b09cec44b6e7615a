/** NioSmtpClient of HubSpot. */
@NullMarked
package org.enforcedtls.sidebyside.hubspot;

import org.jspecify.annotations.NullMarked;
