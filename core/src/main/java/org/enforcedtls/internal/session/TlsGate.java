package org.enforcedtls.internal.session;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.enforcedtls.internal.digest.Sha256;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.wire.TlsCarrier;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.CertificateEvidence;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.tls.ChannelFinding;
import org.enforcedtls.tls.ChannelOffer;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.NegotiatedChannel;
import org.enforcedtls.tls.TlsProtocol;
import org.enforcedtls.trust.PresentedChain;
import org.enforcedtls.trust.PresentedIdentifier;

/**
 * The way into TLS: offers only what the demand admits, lets the peer be judged inside the
 * handshake, and after it checks what was really agreed, and that the session has what was judged;
 * if not, or if nobody was asked as the session is an earlier one, it judges then. For one thread.
 *
 * <p><b>Guarantees.</b> A passage is passed only if the certificates meet every requirement at the
 * time of this handshake, resumed or not, and protocol and cipher suite are admitted.
 */
public final class TlsGate {
  private final TlsContexts contexts;
  private final HostDemand demand;
  private final List<HostDemand> observed;

  /**
   * A gate for one host.
   *
   * @param contexts hold what may be resumed
   * @param demand decides
   * @param observed are judged as well and decide nothing
   */
  public TlsGate(TlsContexts contexts, HostDemand demand, List<HostDemand> observed) {
    this.contexts = contexts;
    this.demand = demand;
    this.observed = List.copyOf(observed);
  }

  /**
   * Does the handshake. Blocking, within the step that the caller entered.
   *
   * @param connection whose host is ready for TLS; it goes on inside TLS if every check passed
   * @return the findings; if there is any, nothing more may be sent
   * @throws IOException if the handshake failed for another reason than our judgement
   */
  public Passage pass(TlsCarrier connection) throws IOException {
    SSLSocket tls =
        connection.layerTls(
            contexts.contextFor(demand).getSocketFactory(), demand.serverName().aLabels());
    ChannelOffer offer = demand.channel().offer(contexts.engine());
    tls.setSSLParameters(parameters(tls.getSSLParameters(), offer));
    contexts.engine().offerGroups(tls, offer.groups());
    tls.setUseClientMode(true);
    Optional<PeerJudgement> inHandshake;
    try {
      tls.startHandshake();
    } catch (IOException e) {
      PeerRefusedException refusal = PeerRefusedException.in(e).orElseThrow(() -> e);
      return passage(refusal.judgement(), refusal.channel());
    } finally {
      inHandshake = contexts.takeJudgement(tls);
    }
    Passage passage = judge(tls, inHandshake);
    if (passage.isPassed()) {
      refuseAnotherSession(tls);
      connection.continueInside(tls);
    }
    return passage;
  }

  /**
   * A host of TLS 1.2 may ask for another handshake at any time (RFC 5246 §7.4.1.1), and an engine
   * that obeys would go on with what nobody has checked. So the only one that can come about takes
   * up the very session that was.
   */
  private static void refuseAnotherSession(SSLSocket tls) {
    // In TLS 1.3 there is no such thing, and the tickets that come later are sessions.
    if (!tls.getSession().getProtocol().equals(TlsProtocol.TLS_1_3.configName())) {
      tls.setEnableSessionCreation(false);
    }
  }

  /**
   * What went wrong with the first octets inside TLS, in the terms of JSSE: a host of TLS 1.3 sends
   * its alert after what is the whole handshake for us, and not every engine has it as an {@link
   * SSLException}.
   */
  IOException inTermsOfJsse(IOException e) {
    if (e instanceof SSLException || !contexts.engine().isTlsFailure(e)) {
      return e;
    }
    SSLException failure = new SSLException(e.getMessage());
    failure.addSuppressed(e);
    return failure;
  }

  private SSLParameters parameters(SSLParameters parameters, ChannelOffer offer) {
    parameters.setProtocols(offer.protocolNames().toArray(String[]::new));
    parameters.setCipherSuites(offer.suiteNames().toArray(String[]::new));
    parameters.setServerNames(serverNames());
    return parameters;
  }

  /** The DNS has names such as mx_1.fi.example, which no server name indication can carry. */
  private List<SNIServerName> serverNames() {
    try {
      return List.of(new SNIHostName(demand.serverName().aLabels()));
    } catch (IllegalArgumentException noHostName) {
      return List.of();
    }
  }

  /** What was judged in the handshake stands if it is what the session has now. */
  private Passage judge(SSLSocket tls, Optional<PeerJudgement> inHandshake)
      throws SSLPeerUnverifiedException {
    SSLSession session = tls.getSession();
    PresentedChain presented = Staples.with(chainOf(session), session);
    NegotiatedChannel agreed = contexts.channelOf(tls, session, demand);
    NegotiatedChannel channel = inHandshake.isPresent() ? agreed : agreed.asResumed();
    PeerJudgement peer =
        inHandshake
            .filter(judgement -> judgement.presented().equals(presented))
            .orElseGet(() -> contexts.judge(presented, demand));
    if (!peer.isVerified()) {
      // A staple may be out of date since the session began: the next handshake is a full one.
      contexts.forget(demand);
    }
    return passage(peer, Optional.of(channel));
  }

  private Passage passage(PeerJudgement peer, Optional<NegotiatedChannel> channel) {
    return new Passage(
        findings(peer, demand, channel),
        evidence(channel, peer),
        peer.chain(),
        observe(peer.presented(), channel));
  }

  private static List<Cause> findings(
      PeerJudgement peer, HostDemand demand, Optional<NegotiatedChannel> channel) {
    List<Cause> findings = new ArrayList<>(peer.causes());
    channel
        .map(agreed -> demand.channel().check(agreed))
        .ifPresent(all -> all.forEach(finding -> findings.add(causeOf(finding))));
    return findings;
  }

  private static List<X509Certificate> chainOf(SSLSession session)
      throws SSLPeerUnverifiedException {
    try {
      return PresentedCertificates.of(session.getPeerCertificates());
    } catch (CertificateException e) {
      SSLPeerUnverifiedException unread = new SSLPeerUnverifiedException(e.getMessage());
      unread.initCause(e);
      throw unread;
    }
  }

  private TlsEvidence evidence(Optional<NegotiatedChannel> channel, PeerJudgement peer) {
    List<CertificateEvidence> chain = peer.chain().stream().map(TlsGate::evidenceOf).toList();
    TlsEvidence evidence =
        channel
            .map(agreed -> evidence(agreed, chain))
            .orElseGet(() -> TlsEvidence.ofRefusedChain(chain))
            .by(contexts.engine().configName())
            .measuredBy(demand.checksAt(peer.at()));
    return peer.proof().map(proof -> proof.addTo(evidence)).orElse(evidence);
  }

  private static TlsEvidence evidence(NegotiatedChannel agreed, List<CertificateEvidence> chain) {
    return TlsEvidence.of(evidenceOf(agreed), chain).withGroups(agreed.groupNames());
  }

  private static TlsEvidence.Channel evidenceOf(NegotiatedChannel channel) {
    Optional<CipherSuite> suite = channel.suite();
    return new TlsEvidence.Channel(
        channel.protocolName(),
        suite.map(CipherSuite::ianaName).orElse(channel.suiteName()),
        suite.map(CipherSuite::opensslName).orElse(channel.suiteName()),
        suite.filter(known -> !known.rung().isBelowRecommended()).isEmpty(),
        channel.isResumed());
  }

  private static CertificateEvidence evidenceOf(X509Certificate certificate) {
    return new CertificateEvidence(
        ForeignText.of(certificate.getSubjectX500Principal().getName()),
        ForeignText.of(certificate.getIssuerX500Principal().getName()),
        Sha256.hexOf(encoded(certificate)),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        PresentedIdentifier.of(certificate));
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was decoded cannot be encoded", e);
    }
  }

  private static Cause causeOf(ChannelFinding finding) {
    return Cause.of(
        finding.kind() == ChannelFinding.Kind.PROTOCOL_BELOW_FLOOR
            ? CauseCode.PROTOCOL_BELOW_FLOOR
            : CauseCode.CIPHER_BELOW_FLOOR,
        finding.text());
  }

  private List<List<Cause>> observe(PresentedChain presented, Optional<NegotiatedChannel> channel) {
    List<List<Cause>> all = new ArrayList<>();
    for (HostDemand watched : observed) {
      PeerJudgement peer = contexts.judge(presented, watched);
      all.add(findings(peer, watched, channel));
    }
    return all;
  }
}
