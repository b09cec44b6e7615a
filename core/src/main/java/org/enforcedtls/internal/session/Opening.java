package org.enforcedtls.internal.session;

import java.util.Optional;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.reply.Reply;

/** How a dialogue began. Only {@link Opened} may go on; all others end the connection. */
public sealed interface Opening {
  /**
   * Every check passed: mail may be sent.
   *
   * @param session inside TLS
   */
  record Opened(SmtpSession session) implements Opening {}

  /**
   * The host refused before TLS was reached.
   *
   * @param step GREETING, EHLO or STARTTLS
   * @param reply not of the code that goes on
   */
  record Refused(DialogueStep step, Reply reply) implements Opening {}

  /** STARTTLS is not among what the host offers; it was not sent. */
  record StarttlsNotOffered() implements Opening {}

  /** Octets in clear came behind the reply to STARTTLS; no handshake was begun. */
  record PlaintextInjected() implements Opening {}

  /**
   * The peer is not who it must be, or the channel is not what it must be; nothing more was sent.
   *
   * @param passage with every finding
   */
  record ChecksFailed(Passage passage) implements Opening {}

  /**
   * The host refused EHLO inside verified TLS.
   *
   * @param reply not of the code that goes on
   * @param passage what was proved
   */
  record RefusedInside(Reply reply, Passage passage) implements Opening {}

  /**
   * What the handshake led to.
   *
   * @return empty if there was none
   */
  default Optional<Passage> gatePassage() {
    if (this instanceof Opened opened) {
      return Optional.of(opened.session().passage());
    }
    if (this instanceof ChecksFailed failed) {
      return Optional.of(failed.passage);
    }
    return this instanceof RefusedInside refused ? Optional.of(refused.passage) : Optional.empty();
  }
}
