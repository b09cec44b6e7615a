package org.enforcedtls.internal.session;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.enforcedtls.tls.NegotiatedChannel;
import org.jspecify.annotations.Nullable;

/**
 * Judges the peer inside the handshake, so that a peer that fails is told so by an alert. Safe for
 * use by several threads at once.
 *
 * <p>A resumed handshake does not come here; {@link TlsGate} judges again after every handshake.
 */
final class PeerTrustManager extends X509ExtendedTrustManager {
  private final HostDemand demand;
  private final TlsContexts contexts;

  PeerTrustManager(HostDemand demand, TlsContexts contexts) {
    this.demand = demand;
    this.contexts = contexts;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    refuseUnlessVerified(judge(chain, null), null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (!(socket instanceof SSLSocket tls)) {
      checkServerTrusted(chain, authType);
      return;
    }
    SSLSession handshake = tls.getHandshakeSession();
    PeerJudgement judgement = judge(chain, handshake);
    contexts.note(tls, judgement);
    refuseUnlessVerified(
        judgement, handshake == null ? null : contexts.channelOf(tls, handshake, demand));
  }

  private PeerJudgement judge(X509Certificate[] chain, @Nullable SSLSession handshake)
      throws CertificateException {
    return contexts.judge(Staples.with(PresentedCertificates.of(chain), handshake), demand);
  }

  private static void refuseUnlessVerified(
      PeerJudgement judgement, @Nullable NegotiatedChannel channel) throws PeerRefusedException {
    if (!judgement.isVerified()) {
      throw new PeerRefusedException(judgement, channel);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this side is never the server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
