package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.internal.text.ForeignText;

/**
 * A name that a certificate gives to its holder. Immutable.
 *
 * @param place where in the certificate it stands
 * @param text as the certificate has it, such as {@code *.fi.example}; made printable
 */
public record PresentedIdentifier(Place place, String text) {
  private static final int MAX_NAMES = 100;

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

  /**
   * The names that a certificate gives to its holder, for people and comparisons; what counts is
   * decided elsewhere.
   *
   * @param certificate from anybody
   * @return the common names and the dNSNames, at most 100; none if they cannot be read
   */
  public static List<PresentedIdentifier> of(X509Certificate certificate) {
    try {
      Stream<PresentedIdentifier> commonNames =
          DistinguishedName.commonNames(certificate.getSubjectX500Principal()).stream()
              .map(name -> new PresentedIdentifier(Place.COMMON_NAME, name));
      Stream<PresentedIdentifier> dnsNames =
          PresentedNames.of(certificate).dnsNames().stream()
              .map(name -> new PresentedIdentifier(Place.DNS_NAME, name));
      return Stream.concat(commonNames, dnsNames).distinct().limit(MAX_NAMES).toList();
    } catch (CertificateParsingException | IllegalArgumentException e) {
      return List.of();
    }
  }

  /** The text, with {@code CN=} in front of a common name. */
  @Override
  public String toString() {
    return place == Place.COMMON_NAME ? "CN=" + text : text;
  }
}
