package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.internal.text.ForeignText;

/**
 * A name that a certificate gives to its holder. Immutable.
 *
 * @param place where in the certificate it stands
 * @param text as the certificate has it, such as {@code *.fi.example}; made printable
 */
public record PresentedIdentifier(Place place, String text) {
  /** Where in the certificate a name stands. */
  public enum Place {
    /** A dNSName of the subject alternative name. */
    DNS_NAME,
    /** An iPAddress of the subject alternative name. */
    IP_ADDRESS,
    /** The common name of the subject. */
    COMMON_NAME
  }

  /**
   * A presented identifier.
   *
   * @param place where it stands
   * @param text what stands there
   */
  public PresentedIdentifier {
    requireNonNull(place, "place");
    text = ForeignText.of(text);
  }

  /** The text, with {@code CN=} in front of a common name. */
  @Override
  public String toString() {
    return place == Place.COMMON_NAME ? "CN=" + text : text;
  }
}
