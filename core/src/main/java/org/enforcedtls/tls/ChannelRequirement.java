package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a channel must be: at least a protocol version, and a suite of a profile. Immutable. */
public final class ChannelRequirement {
  private static final ChannelRequirement DEFAULTS =
      of(TlsProtocol.TLS_1_2, CipherProfile.finansinspektionen());

  private final TlsProtocol leastProtocol;
  private final CipherProfile profile;

  private ChannelRequirement(TlsProtocol leastProtocol, CipherProfile profile) {
    this.leastProtocol = leastProtocol;
    this.profile = profile;
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
   * A requirement.
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
    return new ChannelRequirement(leastProtocol, profile);
  }

  /**
   * The requirement that holds if both hold.
   *
   * @param other the other requirement
   * @return the newer least protocol, and the suites that both admit
   */
  public ChannelRequirement join(ChannelRequirement other) {
    TlsProtocol newer =
        leastProtocol.compareTo(other.leastProtocol) >= 0 ? leastProtocol : other.leastProtocol;
    return new ChannelRequirement(newer, profile.join(other.profile));
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
   * What to offer so that nothing else can be agreed on.
   *
   * @param engine does the handshake
   * @return what both this requirement admits and the engine can do; possibly nothing
   */
  public ChannelOffer offer(TlsEngine engine) {
    List<String> protocols =
        engine.supportedProtocols().stream()
            .filter(protocol -> protocol.compareTo(leastProtocol) >= 0)
            .sorted(Comparator.reverseOrder())
            .map(TlsProtocol::configName)
            .toList();
    List<String> suites =
        profile.suites().stream()
            .filter(engine.supportedSuites()::contains)
            .map(CipherSuite::ianaName)
            .toList();
    return new ChannelOffer(protocols, suites);
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
    return findings;
  }

  /**
   * What tells this requirement from others.
   *
   * @return the least protocol and every suite
   */
  public String fingerprint() {
    return leastProtocol.configName()
        + " "
        + profile.suites().stream().map(CipherSuite::ianaName).collect(Collectors.joining(":"));
  }

  /** The least protocol and the name of the profile. */
  @Override
  public String toString() {
    return "at least " + leastProtocol.configName() + ", profile " + profile;
  }
}
