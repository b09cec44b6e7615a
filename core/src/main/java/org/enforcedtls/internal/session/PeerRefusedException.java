package org.enforcedtls.internal.session;

import java.security.cert.CertificateException;
import java.util.Optional;
import org.enforcedtls.tls.NegotiatedChannel;
import org.jspecify.annotations.Nullable;

/** Carries a judgement out of a handshake that it ended. */
final class PeerRefusedException extends CertificateException {
  private static final long serialVersionUID = 1L;

  private final transient PeerJudgement judgement;
  private final transient @Nullable NegotiatedChannel channel;

  PeerRefusedException(PeerJudgement judgement, @Nullable NegotiatedChannel channel) {
    super(judgement.causes().get(0).toString());
    this.judgement = judgement;
    this.channel = channel;
  }

  /** Finds the refusal among the causes of what a handshake threw. */
  static Optional<PeerRefusedException> in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof PeerRefusedException refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  PeerJudgement judgement() {
    return judgement;
  }

  /** What had been agreed by then; empty if the engine does not tell. */
  Optional<NegotiatedChannel> channel() {
    return Optional.ofNullable(channel);
  }
}
