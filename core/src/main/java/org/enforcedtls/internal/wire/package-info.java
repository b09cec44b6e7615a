/**
 * Floor 6. From octets to replies and back: one connection, bounded in time and memory.
 *
 * <ol>
 *   <li>A {@link org.enforcedtls.internal.wire.Connection} writes commands a flight at a time and
 *       reads replies.
 *   <li>A {@link org.enforcedtls.internal.wire.ReplyReader} reads lines with a limit on each line,
 *       on their number and on the whole (RFC 5321 §4.2); what is no reply is a {@link
 *       org.enforcedtls.internal.wire.ProtocolException}, never a guess.
 *   <li>A {@link org.enforcedtls.internal.wire.StepTimer} closes the socket when a step, or the
 *       whole delivery, takes too long, whatever the thread is blocked in: connect, handshake,
 *       read, write.
 *   <li>An {@link org.enforcedtls.internal.wire.Exchange} is a connection to a server of another
 *       kind, bounded as a whole.
 *   <li>{@link org.enforcedtls.internal.wire.DotStuffing} guards the end of the content (RFC 5321
 *       §4.5.2).
 * </ol>
 */
@NullMarked
package org.enforcedtls.internal.wire;

import org.jspecify.annotations.NullMarked;
