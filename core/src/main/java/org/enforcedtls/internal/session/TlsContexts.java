package org.enforcedtls.internal.session;

import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.enforcedtls.address.Domain;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.NegotiatedChannel;
import org.enforcedtls.tls.TlsEngine;
import org.enforcedtls.trust.OnlineVerifier;
import org.enforcedtls.trust.PresentedChain;

/**
 * One TLS context for each policy fingerprint and MX host, so that a session verified under one
 * policy is never resumed under another. Bounded: the one used longest ago goes first. Safe for use
 * by several threads at once.
 */
public final class TlsContexts {
  private static final int MAX_CONTEXTS = 1000;

  private record Key(String fingerprint, Domain mxHost) {}

  private final TlsEngine engine;
  private final OnlineVerifier verifier;
  private final InstantSource clock;

  /** Sockets know no other equality than identity; none stays for longer than its handshake. */
  private final Map<SSLSocket, PeerJudgement> judged = new ConcurrentHashMap<>();

  /** Requirements are no values: each policy has its own, which is gone with it. */
  private final Map<ChannelRequirement, Optional<String>> gaps =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Map<Key, SSLContext> contexts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SSLContext> eldest) {
          return size() > MAX_CONTEXTS;
        }
      };

  /**
   * Makes contexts of one engine.
   *
   * @param engine does the handshakes
   * @param verifier judges certificates
   * @param clock for the dates of certificates
   */
  public TlsContexts(TlsEngine engine, OnlineVerifier verifier, InstantSource clock) {
    this.engine = engine;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * The same engine and judgement, and no session that could be resumed.
   *
   * @return contexts of their own
   */
  public TlsContexts withoutSessions() {
    return new TlsContexts(engine, verifier, clock);
  }

  /** Notes how the peer of a socket was judged inside its handshake. */
  void note(SSLSocket socket, PeerJudgement judgement) {
    judged.put(socket, judgement);
  }

  /**
   * How the peer of a socket was judged inside its handshake. Empty if the handshake took up an
   * earlier session: then nobody was asked. The age of the session would not tell that, as engines
   * count it in seconds or from elsewhere.
   */
  Optional<PeerJudgement> takeJudgement(SSLSocket socket) {
    return Optional.ofNullable(judged.remove(socket));
  }

  synchronized SSLContext contextFor(HostDemand demand) {
    return contexts.computeIfAbsent(
        keyOf(demand), key -> engine.newContext(new PeerTrustManager(demand, this)));
  }

  /**
   * Lets no session under a demand be resumed that exists by now. To invalidate one would not do: a
   * host of TLS 1.3 may have given several tickets, and each is a session of its own.
   */
  synchronized void forget(HostDemand demand) {
    contexts.remove(keyOf(demand));
  }

  private static Key keyOf(HostDemand demand) {
    return new Key(demand.fingerprint(), demand.mxHost());
  }

  /** Reads what was agreed on, as far as it is known by now. */
  NegotiatedChannel channelOf(SSLSocket socket, SSLSession session, HostDemand demand) {
    NegotiatedChannel channel =
        NegotiatedChannel.of(session.getProtocol(), session.getCipherSuite())
            .by(engine)
            .withOnlyGroupsOffered(demand.channel().offer(engine).groups());
    return engine.negotiatedGroup(socket).map(channel::withGroup).orElse(channel);
  }

  /**
   * Why the engine cannot meet a requirement here.
   *
   * @param channel of a policy; the answer is kept as long as that is
   * @return what is missing; empty if there is something to offer
   */
  public Optional<String> platformGap(ChannelRequirement channel) {
    return gaps.computeIfAbsent(channel, required -> required.platformGap(engine));
  }

  /**
   * What does the handshakes.
   *
   * @return the engine
   */
  public TlsEngine engine() {
    return engine;
  }

  /** Judges what a peer presented, at this moment. Blocking where revocation is fetched. */
  PeerJudgement judge(PresentedChain presented, HostDemand demand) {
    return PeerJudgement.of(presented, demand, verifier, clock.instant());
  }
}
