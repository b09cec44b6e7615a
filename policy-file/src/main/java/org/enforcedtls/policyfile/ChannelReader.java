package org.enforcedtls.policyfile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.CipherProfile;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;

/** Reads what protocol and cipher suite must meet, of a profile or of a row. */
final class ChannelReader {
  private static final List<TlsProtocol> LEAST_PROTOCOLS =
      List.of(TlsProtocol.TLS_1_2, TlsProtocol.TLS_1_3);

  private ChannelReader() {}

  /** A profile of the file. */
  static Optional<ChannelRequirement> profile(String name, YamlBlock profile) {
    TlsProtocol leastProtocol =
        profile
            .word("least-protocol", LEAST_PROTOCOLS, TlsProtocol::configName)
            .orElse(TlsProtocol.TLS_1_2);
    Set<CipherSuite> suites = suites("suites", profile);
    if (suites.isEmpty()) {
      return Optional.empty();
    }
    if (leastProtocol == TlsProtocol.TLS_1_3 && suites.stream().noneMatch(ChannelReader::isTls13)) {
      profile
          .problems()
          .add(
              profile.placeOf("least-protocol"),
              "least-protocol: expected TLSv1.2 or a suite of TLS 1.3, found suites of TLS 1.2 only");
    }
    return Optional.of(ChannelRequirement.of(leastProtocol, CipherProfile.of(name, suites)));
  }

  /** Suites of TLS 1.3 name no key exchange, so nothing stands before a WITH. */
  private static boolean isTls13(CipherSuite suite) {
    return !suite.ianaName().contains("_WITH_");
  }

  /** A row names a profile or lists its suites, never both, as one would void the other. */
  static ChannelRequirement row(YamlBlock row, Profiles profiles) {
    if (row.has("cipher-profile") && row.has("cipher-suites")) {
      row.problems()
          .add(
              row.placeOf("cipher-suites"),
              "cipher-suites: expected either this or cipher-profile, found both");
    }
    Optional<ChannelRequirement> named =
        row.word("cipher-profile", profiles.names(), Function.identity())
            .flatMap(profiles::channel);
    Set<CipherSuite> listed = suites("cipher-suites", row);
    if (listed.isEmpty()) {
      return named.orElse(ChannelRequirement.defaults());
    }
    return ChannelRequirement.of(TlsProtocol.TLS_1_2, CipherProfile.of("cipher-suites", listed));
  }

  /** Empty if the key is absent or could not be read. */
  private static Set<CipherSuite> suites(String key, YamlBlock block) {
    if (block.find(key).filter(YamlNode.Scalar.class::isInstance).isPresent()) {
      block.value(key, "a list", text -> refuseLoneName(suite(text)));
      return Set.of();
    }
    return new LinkedHashSet<>(block.values(key, "cipher suite", ChannelReader::suite));
  }

  private static CipherSuite suite(String name) {
    CipherSuite suite = CipherSuite.of(name);
    if (!suite.rung().isAdmissible()) {
      throw new IllegalArgumentException(
          "expected a suite at least as strong as AES128-SHA, found "
              + FoundText.quoted(name)
              + ", which is "
              + suite.rung().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    return suite;
  }

  private static CipherSuite refuseLoneName(CipherSuite suite) {
    throw new IllegalArgumentException(
        "expected a list, [" + suite.opensslName() + "], found the name alone");
  }
}
