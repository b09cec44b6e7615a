/**
 * Floor 2 of the queue. Delivery status notifications: what the sender of a message hears of its
 * fate.
 *
 * <ol>
 *   <li>A queue states what became of each recipient: a {@link
 *       org.enforcedtls.queue.notice.RecipientStatus}, and once for the message what a notice says
 *       of it: an {@link org.enforcedtls.queue.notice.OriginalMessage}.
 *   <li>{@link org.enforcedtls.queue.notice.NoticeRule} says who hears of what: by the NOTIFY
 *       wishes (RFC 3461 §4.1), and nobody where the reverse path is null.
 *   <li>{@link org.enforcedtls.queue.notice.NoticeWriter} makes the mail: a multipart/report (RFC
 *       6522) of a text for people, a message/delivery-status for programs (RFC 3464), and the
 *       original or its header section. For a sender outside ASCII it is a
 *       message/global-delivery-status (RFC 6533).
 * </ol>
 *
 * <p>Every octet is written here. Whatever another host or the author of the original wrote is held
 * to one line of printable characters and to a size before it gets in.
 */
@NullMarked
package org.enforcedtls.queue.notice;

import org.jspecify.annotations.NullMarked;
