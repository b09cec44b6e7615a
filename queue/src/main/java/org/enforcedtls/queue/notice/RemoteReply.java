package org.enforcedtls.queue.notice;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;
import org.enforcedtls.reply.Reply;

/**
 * The words of another host that decided about a recipient. Immutable.
 *
 * @param mxHost who said it
 * @param reply what it said
 */
public record RemoteReply(Domain mxHost, Reply reply) {
  /**
   * Checks.
   *
   * @param mxHost who said it
   * @param reply what it said
   */
  public RemoteReply {
    requireNonNull(mxHost, "mxHost");
    requireNonNull(reply, "reply");
  }
}
