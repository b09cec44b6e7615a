package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handshake agreed on, by the names that the TLS engine gives. Immutable. */
public final class NegotiatedChannel {
  private final String protocolName;
  private final String suiteName;
  private final Origin origin;
  private final Group group;

  /** Who agreed on it, and how. */
  private record Origin(@Nullable String engineName, boolean isResumed) {}

  /** The name, if the engine tells it, and the only ones that it can be, if others were barred. */
  private record Group(@Nullable String name, List<HybridGroup> onlyOffered) {}

  private NegotiatedChannel(String protocolName, String suiteName, Origin origin, Group group) {
    this.protocolName = protocolName;
    this.suiteName = suiteName;
    this.origin = origin;
    this.group = group;
  }

  /**
   * A channel of a full handshake, of which no group is known.
   *
   * @param protocolName such as {@code TLSv1.3}
   * @param suiteName such as {@code TLS_AES_256_GCM_SHA384}
   * @return the channel
   */
  public static NegotiatedChannel of(String protocolName, String suiteName) {
    return new NegotiatedChannel(
        requireNonNull(protocolName, "protocolName"),
        requireNonNull(suiteName, "suiteName"),
        new Origin(null, false),
        new Group(null, List.of()));
  }

  /**
   * The same channel, as taken up from an earlier session.
   *
   * @return a copy
   */
  public NegotiatedChannel asResumed() {
    return new NegotiatedChannel(
        protocolName, suiteName, new Origin(origin.engineName, true), group);
  }

  /**
   * The same channel with the engine that agreed on it.
   *
   * @param engine did the handshake
   * @return a copy
   */
  public NegotiatedChannel by(TlsEngine engine) {
    return new NegotiatedChannel(
        protocolName, suiteName, new Origin(engine.configName(), origin.isResumed), group);
  }

  /**
   * The same channel with the group of its key exchange, as the engine tells it.
   *
   * @param groupName such as {@code X25519MLKEM768}
   * @return a copy
   */
  public NegotiatedChannel withGroup(String groupName) {
    return new NegotiatedChannel(
        protocolName,
        suiteName,
        origin,
        new Group(requireNonNull(groupName, "groupName"), group.onlyOffered));
  }

  /**
   * The same channel, of a handshake in which no other groups were offered. In TLS 1.3 it cannot
   * have agreed on any other then: each handshake, resumed or not, has a key exchange, and the
   * engines end one whose group they did not offer.
   *
   * @param groups that were offered; empty for any
   * @return a copy
   */
  public NegotiatedChannel withOnlyGroupsOffered(Collection<HybridGroup> groups) {
    return new NegotiatedChannel(
        protocolName, suiteName, origin, new Group(group.name, List.copyOf(groups)));
  }

  /**
   * The name of the protocol version.
   *
   * @return such as {@code TLSv1.3}
   */
  public String protocolName() {
    return protocolName;
  }

  /**
   * The name of the cipher suite.
   *
   * @return such as {@code TLS_AES_256_GCM_SHA384}
   */
  public String suiteName() {
    return suiteName;
  }

  /**
   * Whether the handshake took up an earlier session.
   *
   * @return true if so
   */
  public boolean isResumed() {
    return origin.isResumed;
  }

  /**
   * The engine that agreed on it.
   *
   * @return its name in configuration; empty if that was not said
   */
  public Optional<String> engineName() {
    return Optional.ofNullable(origin.engineName);
  }

  /**
   * The protocol version.
   *
   * @return empty if it is not one that is known
   */
  public Optional<TlsProtocol> protocol() {
    return TlsProtocol.find(protocolName);
  }

  /**
   * The cipher suite.
   *
   * @return empty if it is not one that is known
   */
  public Optional<CipherSuite> suite() {
    return CipherSuite.find(suiteName);
  }

  /**
   * The groups that the key exchange can only have used: one if the engine tells it, or if no other
   * was offered; several if no others were offered and the engine does not tell which it was.
   *
   * @return names; empty if nothing is known
   */
  public List<String> groupNames() {
    if (group.name != null) {
      return List.of(group.name);
    }
    boolean offerBinds = protocol().filter(p -> p == TlsProtocol.TLS_1_3).isPresent();
    return offerBinds
        ? group.onlyOffered.stream().map(HybridGroup::configName).toList()
        : List.of();
  }
}
