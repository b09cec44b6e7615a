package org.enforcedtls.tls;

import java.security.Security;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the entry of a security property of the JDK that takes suites away, so that an error can
 * say what to change. It explains what an engine lacks and decides nothing.
 */
final class DisabledAlgorithms {
  private static final List<String> PROPERTIES =
      List.of("jdk.tls.disabledAlgorithms", "jdk.certpath.disabledAlgorithms");

  private DisabledAlgorithms() {}

  /**
   * The first property that forbids an engine some of the suites, with its entries that do. BCJSSE
   * reads no patterns, Conscrypt no such property.
   */
  static Optional<String> forbidding(Collection<CipherSuite> suites, String engine) {
    return forbidding(suites, engine, Security::getProperty);
  }

  static Optional<String> forbidding(
      Collection<CipherSuite> suites,
      String engine,
      Function<String, @Nullable String> securityProperties) {
    if (engine.equals("conscrypt")) {
      return Optional.empty();
    }
    for (String property : PROPERTIES) {
      List<String> entries =
          entries(securityProperties.apply(property))
              .filter(entry -> !(engine.equals("bouncycastle") && entry.contains("*")))
              .filter(entry -> suites.stream().anyMatch(suite -> forbids(entry, suite)))
              .toList();
      if (!entries.isEmpty()) {
        return Optional.of(property + " by " + String.join(", ", entries));
      }
    }
    return Optional.empty();
  }

  /** Those with a condition, such as a key size, do not forbid a suite as such. */
  private static Stream<String> entries(@Nullable String value) {
    return value == null
        ? Stream.empty()
        : Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty() && !entry.contains(" "));
  }

  static boolean forbids(String entry, CipherSuite suite) {
    if (entry.contains("*")) {
      String regex = Pattern.quote(entry).replace("*", "\\E.*\\Q");
      return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(suite.ianaName()).matches();
    }
    String upper = entry.toUpperCase(Locale.ROOT);
    return upper.equals(suite.ianaName()) || parts(suite).contains(upper);
  }

  private static List<String> parts(CipherSuite suite) {
    String cipher = suite.cipher() + "_" + suite.bits();
    return List.of(
        suite.keyExchange(),
        suite.authentication(),
        suite.cipher(),
        suite.keyExchange() + "_" + suite.authentication(),
        cipher + "_" + suite.mode(),
        "HMAC" + suite.mac());
  }
}
