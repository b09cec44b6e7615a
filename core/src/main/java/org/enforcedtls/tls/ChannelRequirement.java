package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a channel must be: at least a protocol version, a suite of a profile, and, if that is
 * demanded, a hybrid group. Immutable.
 */
public final class ChannelRequirement {
  private static final ChannelRequirement DEFAULTS =
      of(TlsProtocol.TLS_1_2, CipherProfile.finansinspektionen());
  private static final ChannelRequirement MODERN = of(TlsProtocol.TLS_1_3, CipherProfile.modern());
  private static final ChannelRequirement INTERMEDIATE =
      of(TlsProtocol.TLS_1_2, CipherProfile.intermediate());
  private static final ChannelRequirement POST_QUANTUM =
      of(TlsProtocol.TLS_1_3, CipherProfile.postQuantum())
          .withHybridGroups(List.of(HybridGroup.values()));

  private final TlsProtocol leastProtocol;
  private final CipherProfile profile;

  /** Null for any group; an empty set is what two requirements leave that have none in common. */
  private final @Nullable Set<HybridGroup> groups;

  private ChannelRequirement(
      TlsProtocol leastProtocol, CipherProfile profile, @Nullable Set<HybridGroup> groups) {
    this.leastProtocol = leastProtocol;
    this.profile = profile;
    this.groups = groups;
  }

  /**
   * TLS 1.2 and the profile {@code finansinspektionen}.
   *
   * @return the requirement that a policy has unless it says otherwise
   */
  public static ChannelRequirement defaults() {
    return DEFAULTS;
  }

  /**
   * TLS 1.3 and the profile {@code modern}.
   *
   * @return the requirement
   */
  public static ChannelRequirement modern() {
    return MODERN;
  }

  /**
   * TLS 1.2 and the profile {@code intermediate}.
   *
   * @return the requirement
   */
  public static ChannelRequirement intermediate() {
    return INTERMEDIATE;
  }

  /**
   * TLS 1.3, the profile {@code post-quantum} and any {@link HybridGroup}.
   *
   * @return the requirement
   */
  public static ChannelRequirement postQuantum() {
    return POST_QUANTUM;
  }

  /**
   * The requirements that can be named without being defined.
   *
   * @return each under the name of its profile
   */
  public static List<ChannelRequirement> builtIn() {
    return List.of(DEFAULTS, MODERN, INTERMEDIATE, POST_QUANTUM);
  }

  /**
   * A requirement that leaves the group to the engine.
   *
   * @param leastProtocol TLS 1.2 or newer
   * @param profile the suites that are admitted
   * @return the requirement
   * @throws IllegalArgumentException if the protocol is older than TLS 1.2, which is not to be used
   *     (RFC 8996 §2)
   */
  public static ChannelRequirement of(TlsProtocol leastProtocol, CipherProfile profile) {
    requireNonNull(profile, "profile");
    if (leastProtocol.compareTo(TlsProtocol.TLS_1_2) < 0) {
      throw new IllegalArgumentException(
          "least protocol: expected TLSv1.2 or TLSv1.3, found " + leastProtocol.configName());
    }
    return new ChannelRequirement(leastProtocol, profile, null);
  }

  /**
   * The same requirement with a demand for the key exchange.
   *
   * @param groups at least one, of which one must be used
   * @return a copy
   * @throws IllegalArgumentException if there is none, or the least protocol is older than TLS 1.3,
   *     which has no hybrid groups
   */
  public ChannelRequirement withHybridGroups(Collection<HybridGroup> groups) {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("hybrid groups: expected at least one, found none");
    }
    if (leastProtocol != TlsProtocol.TLS_1_3) {
      throw new IllegalArgumentException(
          "hybrid groups: expected least protocol TLSv1.3, found " + leastProtocol.configName());
    }
    return new ChannelRequirement(leastProtocol, profile, new LinkedHashSet<>(groups));
  }

  /**
   * The requirement that holds if both hold.
   *
   * @param other the other requirement
   * @return the newer least protocol, and the suites and groups that both admit
   */
  public ChannelRequirement join(ChannelRequirement other) {
    TlsProtocol newer =
        leastProtocol.compareTo(other.leastProtocol) >= 0 ? leastProtocol : other.leastProtocol;
    return new ChannelRequirement(newer, profile.join(other.profile), both(groups, other.groups));
  }

  private static @Nullable Set<HybridGroup> both(
      @Nullable Set<HybridGroup> one, @Nullable Set<HybridGroup> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Set<HybridGroup> both = new LinkedHashSet<>(one);
    both.retainAll(other);
    return both;
  }

  /**
   * The oldest version that is admitted.
   *
   * @return TLS 1.2 or newer
   */
  public TlsProtocol leastProtocol() {
    return leastProtocol;
  }

  /**
   * The suites that are admitted.
   *
   * @return the profile
   */
  public CipherProfile profile() {
    return profile;
  }

  /**
   * The groups of which one must be used.
   *
   * @return in order of preference; empty if any group will do
   */
  public Optional<List<HybridGroup>> hybridGroups() {
    return Optional.ofNullable(groups).map(List::copyOf);
  }

  /**
   * What to offer so that nothing else can be agreed on.
   *
   * @param engine does the handshake
   * @return what both this requirement admits and the engine can do; possibly too little, which
   *     {@link #platformGap} tells
   */
  public ChannelOffer offer(TlsEngine engine) {
    List<CipherSuite> suites =
        profile.suites().stream().filter(engine.supportedSuites()::contains).toList();
    List<TlsProtocol> protocols =
        engine.supportedProtocols().stream()
            .filter(protocol -> protocol.compareTo(leastProtocol) >= 0)
            .sorted(Comparator.reverseOrder())
            .toList();
    List<HybridGroup> common =
        groups == null
            ? List.of()
            : groups.stream().filter(engine.supportedHybridGroups()::contains).toList();
    // A version without suite is not offered: an engine might fill in suites of its own.
    return new ChannelOffer(
        protocols.stream()
            .filter(protocol -> suites.stream().anyMatch(suite -> fit(protocol, suite)))
            .map(TlsProtocol::configName)
            .toList(),
        suites.stream()
            .filter(suite -> protocols.stream().anyMatch(protocol -> fit(protocol, suite)))
            .map(CipherSuite::ianaName)
            .toList(),
        common);
  }

  private static boolean fit(TlsProtocol protocol, CipherSuite suite) {
    return suite.isOfTls13() == (protocol == TlsProtocol.TLS_1_3);
  }

  /**
   * Why an engine cannot meet this requirement here, whatever the host is like.
   *
   * @param engine would do the handshake
   * @return what is missing, which setting forbids it, and what to do; empty if there is something
   *     to offer
   */
  public Optional<String> platformGap(TlsEngine engine) {
    return PlatformGap.of(this, engine);
  }

  /**
   * Checks what a handshake agreed on. What is not known is not admitted.
   *
   * @param channel what was agreed
   * @return every finding; empty if the requirement holds
   */
  public List<ChannelFinding> check(NegotiatedChannel channel) {
    List<ChannelFinding> findings = new ArrayList<>();
    if (channel.protocol().filter(p -> p.compareTo(leastProtocol) >= 0).isEmpty()) {
      findings.add(
          new ChannelFinding(
              ChannelFinding.Kind.PROTOCOL_BELOW_FLOOR,
              "expected at least "
                  + leastProtocol.configName()
                  + ", found "
                  + channel.protocolName()));
    }
    if (channel.suite().filter(profile::admits).isEmpty()) {
      findings.add(
          new ChannelFinding(
              ChannelFinding.Kind.CIPHER_BELOW_FLOOR,
              "expected a suite of profile " + profile + ", found " + channel.suiteName()));
    }
    if (groups != null && !isAmong(groups, channel.groupNames())) {
      findings.add(
          new ChannelFinding(
              ChannelFinding.Kind.CIPHER_BELOW_FLOOR,
              "expected a key exchange by "
                  + HybridGroup.anyOf(groups)
                  + ", found "
                  + (channel.groupNames().isEmpty()
                      ? "one that the TLS engine does not tell"
                      : String.join(" or ", channel.groupNames()))));
    }
    return findings;
  }

  private static boolean isAmong(Set<HybridGroup> groups, List<String> names) {
    return !names.isEmpty()
        && names.stream()
            .allMatch(name -> HybridGroup.find(name).filter(groups::contains).isPresent());
  }

  /**
   * What tells this requirement from others.
   *
   * @return the least protocol, every suite, and the groups if any are demanded
   */
  public String fingerprint() {
    return leastProtocol.configName()
        + " "
        + profile.suites().stream().map(CipherSuite::ianaName).collect(Collectors.joining(":"))
        + (groups == null
            ? ""
            : groups.stream()
                .map(HybridGroup::configName)
                .collect(Collectors.joining(":", " ", "")));
  }

  /** The least protocol, the name of the profile, and the groups if any are demanded. */
  @Override
  public String toString() {
    return "at least "
        + leastProtocol.configName()
        + ", profile "
        + profile
        + (groups == null ? "" : ", group " + HybridGroup.anyOf(groups));
  }
}
