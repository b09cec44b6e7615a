package org.enforcedtls.trust;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;

/**
 * Compares a DNS name of a certificate with the one that was dialled (RFC 9525 §6.3).
 *
 * <p>Stricter than RFC 9525 §6.3: behind a wildcard there have to be at least two labels, so that
 * no certificate covers a whole top-level domain.
 */
final class NameMatcher {
  private static final String WILDCARD = "*.";
  private static final int MAX_CHARACTERS = 254;

  /** Letters, digits and hyphens only: no U-label, no underscore, no NUL, nothing unprintable. */
  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

  private static final Pattern LAST_LABEL_IS_NUMBER = Pattern.compile("(?:.*\\.)?[0-9]+");

  private NameMatcher() {}

  static boolean matches(String presented, Domain reference) {
    Optional<String> host = host(presented);
    if (host.isPresent()) {
      return host.get().equals(reference.aLabels());
    }
    return wildcardParent(presented)
        .filter(parent -> parent.indexOf('.') > 0)
        .flatMap(parent -> reference.parent().map(p -> p.aLabels().equals(parent)))
        .orElse(false);
  }

  /** The name in lower case and without trailing dot; empty if it is not that of one host. */
  static Optional<String> host(String presented) {
    // Asked before the case is folded, as some letters outside ASCII fold into it.
    if (presented.length() > MAX_CHARACTERS || !isAscii(presented)) {
      return Optional.empty();
    }
    String name = presented.toLowerCase(Locale.ROOT);
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return HOST.matcher(bare).matches() && !LAST_LABEL_IS_NUMBER.matcher(bare).matches()
        ? Optional.of(bare)
        : Optional.empty();
  }

  /** What stands behind {@code *.}; empty if the wildcard is not the whole left-most label. */
  static Optional<String> wildcardParent(String presented) {
    return presented.startsWith(WILDCARD)
        ? host(presented.substring(WILDCARD.length()))
        : Optional.empty();
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
