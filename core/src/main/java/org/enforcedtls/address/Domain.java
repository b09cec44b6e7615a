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

  private static final Pattern LABEL =
      Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", Pattern.CASE_INSENSITIVE);
  private static final Pattern IPV4_LIKE = Pattern.compile("(?:.*\\.)?[0-9]+");

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
    if (IDNA_DEVIATIONS.matcher(name).find()) {
      throw refused(text, "IDNA 2003 and 2008 disagree on a character of it; write the A-label");
    }
    String ascii = toAscii(text, name).toLowerCase(Locale.ROOT);
    if (ascii.length() > MAX_OCTETS) {
      throw refused(text, "it has " + ascii.length() + " octets, at most 253 are allowed");
    }
    if (IPV4_LIKE.matcher(ascii).matches()) {
      throw refused(text, "its last label is a number, as in an IP address");
    }
    for (String label : ascii.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        throw refused(text, "expected labels of 1 to 63 letters, digits, hyphens");
      }
    }
    return new Domain(ascii);
  }

  private static String toAscii(String text, String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return name;
    }
    try {
      return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(message(text, "IDNA does not allow it"), e);
    }
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
