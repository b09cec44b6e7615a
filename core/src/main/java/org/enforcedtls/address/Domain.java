package org.enforcedtls.address;

import static java.util.Objects.requireNonNull;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;

/**
 * The name of a recipient domain or of an MX host: A-labels in lower case, without trailing dot.
 *
 * <p>Two spellings of one domain are equal: {@code Bücher.example.}, {@code bücher.example} and
 * {@code xn--bcher-kva.example}. Immutable.
 */
public final class Domain implements Comparable<Domain> {
  /** RFC 1035 §2.3.4: a name has at most 255 octets on the wire, so 253 in text. */
  private static final int MAX_OCTETS = 253;

  private static final int MAX_LABEL_OCTETS = 63;

  /**
   * Characters that IDNA 2003 maps to others and IDNA 2008 keeps, so that the two would name two
   * different domains.
   */
  private static final Pattern IDNA_DEVIATIONS = Pattern.compile("[ßς\u200c\u200d]");

  private final String aLabels;

  private Domain(String aLabels) {
    this.aLabels = aLabels;
  }

  /**
   * Reads a domain name, as A-labels or as U-labels.
   *
   * <p>Stricter than RFC 5890 §2.3.2.1: the characters on which IDNA 2003 and IDNA 2008 disagree
   * are refused in a U-label, because guessing would send mail to somebody else's domain; write the
   * A-label.
   *
   * @param text such as {@code fi.example}; a trailing dot is allowed
   * @return the domain
   * @throws IllegalArgumentException if it is not a domain name: empty, a label over 63 octets,
   *     over 253 octets in all, an IP address, or characters that no host name has
   */
  public static Domain of(String text) {
    requireNonNull(text, "text");
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.isEmpty()) {
      throw refused(text, "it is empty");
    }
    String ascii = toAscii(text, name).toLowerCase(Locale.ROOT);
    if (ascii.length() > MAX_OCTETS) {
      throw refused(text, "it has " + ascii.length() + " octets, at most 253 are allowed");
    }
    requireLabels(text, ascii);
    return new Domain(ascii);
  }

  private static void requireLabels(String text, String ascii) {
    boolean isNumber = false;
    for (int start = 0; start <= ascii.length(); ) {
      int dot = ascii.indexOf('.', start);
      int end = dot < 0 ? ascii.length() : dot;
      if (!isLabel(ascii, start, end)) {
        throw refused(text, "expected labels of 1 to 63 letters, digits, hyphens");
      }
      isNumber = isNumber(ascii, start, end);
      start = end + 1;
    }
    if (isNumber) {
      throw refused(text, "its last label is a number, as in an IP address");
    }
  }

  /** With underscores, as some hosts have them. */
  private static boolean isLabel(String ascii, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = ascii.charAt(i);
      boolean isInner = c == '-' && i > start && i < end - 1;
      if (!isInner && c != '_' && !isDigit(c) && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return start < end && end - start <= MAX_LABEL_OCTETS;
  }

  private static boolean isNumber(String ascii, int start, int end) {
    int digits = start;
    while (digits < end && isDigit(ascii.charAt(digits))) {
      digits++;
    }
    return digits == end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String toAscii(String text, String name) {
    if (isAscii(name)) {
      return name;
    }
    if (IDNA_DEVIATIONS.matcher(name).find()) {
      throw refused(text, "IDNA 2003 and 2008 disagree on a character of it; write the A-label");
    }
    try {
      return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(message(text, "IDNA does not allow it"), e);
    }
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(message(text, why));
  }

  private static String message(String text, String why) {
    return "domain " + ForeignText.quoted(text) + ": " + why;
  }

  /**
   * The form that goes on the wire, into the DNS and into comparisons.
   *
   * @return A-labels in lower case, without trailing dot
   */
  public String aLabels() {
    return aLabels;
  }

  /**
   * The form for people.
   *
   * @return U-labels where the name has any, else the same as {@link #aLabels()}
   */
  public String uLabels() {
    return IDN.toUnicode(aLabels, IDN.USE_STD3_ASCII_RULES);
  }

  /**
   * The labels, left-most first.
   *
   * @return at least one label
   */
  public List<String> labels() {
    return List.of(aLabels.split("\\."));
  }

  /**
   * The domain above this one.
   *
   * @return the name without its left-most label; empty for a top-level domain
   */
  public Optional<Domain> parent() {
    int dot = aLabels.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(new Domain(aLabels.substring(dot + 1)));
  }

  /**
   * Whether this domain lies below another one; no domain lies below itself.
   *
   * @param ancestor the domain that may be above
   * @return true if this name ends with a dot and the ancestor's name
   */
  public boolean isBelow(Domain ancestor) {
    return aLabels.endsWith("." + ancestor.aLabels);
  }

  @Override
  public int compareTo(Domain other) {
    return aLabels.compareTo(other.aLabels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Domain that && aLabels.equals(that.aLabels);
  }

  @Override
  public int hashCode() {
    return aLabels.hashCode();
  }

  /** The A-label form. */
  @Override
  public String toString() {
    return aLabels;
  }
}
