package org.enforcedtls.address;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;

/**
 * A mailbox such as {@code inbox@fi.example}: what a forward path names.
 *
 * <p>The local part keeps its case and its quoting, as only the host that receives may interpret it
 * (RFC 5321 §2.3.11). Address literals ({@code user@[192.0.2.1]}) are refused: they have no MX host
 * whose name a certificate could prove. Immutable.
 */
public final class Mailbox {
  /** RFC 5321 §4.5.3.1.1. */
  private static final int MAX_LOCAL_PART_OCTETS = 64;

  /** What a Dot-string may have beside letters, digits and dots (RFC 5321 §4.1.2). */
  private static final String OTHER_ATEXT = "!#$%&'*+/=?^_`{|}~-";

  private static final Pattern QUOTED_STRING =
      Pattern.compile(
          "\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E\\x{80}-\\x{10FFFF}]|\\\\[\\x20-\\x7E])*\"");

  private final String localPart;
  private final Domain domain;

  private Mailbox(String localPart, Domain domain) {
    this.localPart = localPart;
    this.domain = domain;
  }

  /**
   * Reads a mailbox in the form of RFC 5321 §4.1.2, without angle brackets or display name.
   *
   * @param text such as {@code inbox@fi.example} or {@code "a b"@fi.example}
   * @return the mailbox
   * @throws IllegalArgumentException if the local part or the domain is malformed, or any character
   *     could end an SMTP command
   */
  public static Mailbox of(String text) {
    requireNonNull(text, "text");
    int at = text.lastIndexOf('@');
    if (at < 0) {
      throw refused(text, "expected local-part@domain");
    }
    String localPart = text.substring(0, at);
    // First of all: on a text without bound the pattern below would exhaust the stack.
    if (localPart.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL_PART_OCTETS) {
      throw refused(text, "the local part is longer than 64 octets");
    }
    if (!isDotString(localPart) && !QUOTED_STRING.matcher(localPart).matches()) {
      throw refused(text, "the local part is neither a dot-atom nor a quoted string");
    }
    if (hasControl(localPart)) {
      throw refused(text, "the local part has a control character");
    }
    String domain = text.substring(at + 1);
    if (domain.startsWith("[")) {
      throw refused(text, "an address literal has no name that a certificate could prove");
    }
    return new Mailbox(localPart, Domain.of(domain));
  }

  /** RFC 6531 §3.3 lets non-ASCII stand wherever atext can. */
  private static boolean isDotString(String localPart) {
    boolean afterDot = true;
    for (int i = 0; i < localPart.length(); i++) {
      char c = localPart.charAt(i);
      if (c == '.' ? afterDot : !isAtext(c)) {
        return false;
      }
      afterDot = c == '.';
    }
    return !afterDot;
  }

  private static boolean isAtext(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c >= 0x80
        || OTHER_ATEXT.indexOf(c) >= 0;
  }

  private static boolean hasControl(String localPart) {
    return localPart
        .codePoints()
        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("mailbox " + ForeignText.quoted(text) + ": " + why);
  }

  /**
   * The local part as written.
   *
   * @return with its case, and its quotes if it has any
   */
  public String localPart() {
    return localPart;
  }

  /**
   * The domain.
   *
   * @return the domain whose policy and MX hosts count
   */
  public Domain domain() {
    return domain;
  }

  /**
   * Whether the local part has characters that only SMTPUTF8 can carry (RFC 6531 §3.2).
   *
   * @return true if any character is outside ASCII
   */
  public boolean isInternationalized() {
    for (int i = 0; i < localPart.length(); i++) {
      if (localPart.charAt(i) >= 0x80) {
        return true;
      }
    }
    return false;
  }

  /** Equal if the domains are equal and the local parts are the same to the letter. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Mailbox that
        && localPart.equals(that.localPart)
        && domain.equals(that.domain);
  }

  @Override
  public int hashCode() {
    return 31 * localPart.hashCode() + domain.hashCode();
  }

  /** The form that goes into a command, the domain as A-labels. */
  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
