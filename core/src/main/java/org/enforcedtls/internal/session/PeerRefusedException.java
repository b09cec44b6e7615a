package org.enforcedtls.internal.session;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** Carries a judgement out of a handshake that it ended. */
final class PeerRefusedException extends CertificateException {
  private static final long serialVersionUID = 1L;

  private final transient PeerJudgement judgement;

  PeerRefusedException(PeerJudgement judgement) {
    super(judgement.causes().get(0).toString());
    this.judgement = judgement;
  }

  /** Finds the judgement among the causes of what a handshake threw. */
  static @Nullable PeerJudgement judgementIn(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof PeerRefusedException refused) {
        return refused.judgement;
      }
    }
    return null;
  }
}
