/**
 * Floor 6. What has changed at partners since the last look.
 *
 * <ol>
 *   <li>A {@link org.enforcedtls.monitor.PartnerMonitor} looks at domains by preflights, whenever a
 *       scheduler says so.
 *   <li>What it saw of a domain becomes a {@link org.enforcedtls.monitor.PartnerState}: facts with
 *       names, of which none is different as long as nobody changed anything.
 *   <li>{@link org.enforcedtls.monitor.PartnerStates} remember them, in a file or a database.
 *   <li>A {@link org.enforcedtls.monitor.PartnerListener} is told each {@link
 *       org.enforcedtls.monitor.PartnerChange}, and nothing if there is none.
 * </ol>
 */
@NullMarked
package org.enforcedtls.monitor;

import org.jspecify.annotations.NullMarked;
