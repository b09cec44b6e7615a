package org.enforcedtls.trust;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A second opinion on names: labels are cut apart and compared one by one, without patterns, and
 * without any code of what is tested.
 */
final class PlainNames {
  private static final int DNS_NAME = 0x82;
  private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private PlainNames() {}

  /** The dNSNames in the content of a subject alternative name. */
  static List<String> dnsNames(byte[] subjectAlternativeName) {
    return PlainDer.of(subjectAlternativeName).elements().stream()
        .filter(name -> name.tag() == DNS_NAME)
        .map(PlainNames::text)
        .toList();
  }

  /** Octets outside ASCII become characters that no host name has. */
  static String text(PlainDer name) {
    return new String(name.content(), StandardCharsets.ISO_8859_1);
  }

  /**
   * Whether a presented name stands for a host; {@code *} for exactly one label of three or more.
   */
  static boolean matches(String presented, String host) {
    List<String> labels = labels(presented);
    List<String> wanted = labels(host);
    boolean isWildcard = labels.get(0).equals("*");
    List<String> fixed = isWildcard ? labels.subList(1, labels.size()) : labels;
    return isHost(fixed)
        && labels.size() == wanted.size()
        && (!isWildcard || labels.size() >= 3)
        && fixed.equals(isWildcard ? wanted.subList(1, wanted.size()) : wanted);
  }

  /** Whether labels name a host: what a certificate may say, and no address. */
  static boolean isHost(List<String> labels) {
    return !labels.isEmpty()
        && labels.stream().allMatch(PlainNames::isLabel)
        && !labels.get(labels.size() - 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The labels in lower case, without the empty one behind a trailing dot. */
  static List<String> labels(String name) {
    // What lower case would bring into ASCII is none before and must be none afterwards.
    String lower =
        name.chars().allMatch(c -> c < 0x80) ? name.toLowerCase(Locale.ROOT) : "\u00FC" + name;
    List<String> labels = Arrays.asList(lower.split("\\.", -1));
    boolean endsInDot = labels.size() > 1 && labels.get(labels.size() - 1).isEmpty();
    return endsInDot ? labels.subList(0, labels.size() - 1) : labels;
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= 63
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label.chars().allMatch(c -> c == '-' || LETTERS_AND_DIGITS.indexOf(c) >= 0);
  }
}
