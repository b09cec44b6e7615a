package org.enforcedtls.tls;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says why an engine has nothing to offer that a requirement admits, by the setting that forbids it
 * or by the engine that could do it.
 */
final class PlatformGap {
  private static final int MAX_NAMED = 3;
  private static final String MOST_SUITES = "bouncycastle";

  private PlatformGap() {}

  static Optional<String> of(ChannelRequirement requirement, TlsEngine engine) {
    return missing(requirement, engine)
        .map(what -> "profile " + requirement.profile() + ": " + what);
  }

  private static Optional<String> missing(ChannelRequirement requirement, TlsEngine engine) {
    ChannelOffer offer = requirement.offer(engine);
    CipherProfile profile = requirement.profile();
    List<HybridGroup> demanded = requirement.hybridGroups().orElse(List.of());
    if (profile.suites().isEmpty()) {
      return Optional.of("no suite is left of those that are joined");
    }
    if (requirement.hybridGroups().isPresent() && demanded.isEmpty()) {
      return Optional.of("no group is left of those that are joined");
    }
    String leastProtocol = requirement.leastProtocol().configName();
    if (engine.supportedProtocols().stream()
        .noneMatch(protocol -> protocol.compareTo(requirement.leastProtocol()) >= 0)) {
      return Optional.of(
          lack(engine, leastProtocol + " or newer")
              + "; see the security property jdk.tls.disabledAlgorithms");
    }
    if (requirement.leastProtocol() == TlsProtocol.TLS_1_3
        && profile.suites().stream().noneMatch(CipherSuite::isOfTls13)) {
      return Optional.of("it has no suite of " + leastProtocol);
    }
    if (offer.suiteNames().isEmpty()) {
      String forbidden =
          DisabledAlgorithms.forbidding(profile.suites(), engine.configName())
              .map(entry -> "; forbidden by the security property " + entry)
              .orElse("");
      return Optional.of(lack(engine, named(profile)) + forbidden + elsewhere(profile, engine));
    }
    return !demanded.isEmpty() && offer.groups().isEmpty()
        ? Optional.of(
            lack(engine, HybridGroup.anyOf(demanded)) + "; use --engine conscrypt or bouncycastle")
        : Optional.empty();
  }

  private static String lack(TlsEngine engine, String what) {
    return "the engine " + engine.configName() + " has no " + what;
  }

  private static String named(CipherProfile profile) {
    String first =
        profile.suites().stream()
            .limit(MAX_NAMED)
            .map(CipherSuite::opensslName)
            .collect(Collectors.joining(" or "));
    int more = profile.suites().size() - MAX_NAMED;
    return more > 0 ? first + " or any of " + more + " more" : first;
  }

  /** The engine that has most suites, unless what forbids them there forbids them here as well. */
  private static String elsewhere(CipherProfile profile, TlsEngine engine) {
    return engine.configName().equals(MOST_SUITES)
            || DisabledAlgorithms.forbidding(profile.suites(), MOST_SUITES).isPresent()
        ? ""
        : "; use --engine " + MOST_SUITES;
  }
}
