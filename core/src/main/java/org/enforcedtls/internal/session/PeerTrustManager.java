package org.enforcedtls.internal.session;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
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
  private final InstantSource clock;

  PeerTrustManager(HostDemand demand, InstantSource clock) {
    this.demand = demand;
    this.clock = clock;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain, null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
  }

  private void check(X509Certificate[] chain, @Nullable SSLSession handshake)
      throws CertificateException {
    PeerJudgement judgement =
        PeerJudgement.of(Staples.with(List.of(chain), handshake), demand, clock.instant());
    if (!judgement.isVerified()) {
      throw new PeerRefusedException(
          judgement,
          handshake == null
              ? null
              : new NegotiatedChannel(handshake.getProtocol(), handshake.getCipherSuite(), false));
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
