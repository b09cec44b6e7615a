package org.enforcedtls.trust;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.PresentedIdentifier.Place;

/** Whether the end entity presents a name of the reference, where the rule wants it. */
final class IdentityCheck {
  private static final int MAX_NAMES_SHOWN = 10;

  private final X509Certificate endEntity;
  private final ReferenceIdentifier reference;
  private final CertificateRequirement requirement;
  private final PresentedNames names;
  private final Optional<String> malformed;

  IdentityCheck(
      X509Certificate endEntity,
      ReferenceIdentifier reference,
      CertificateRequirement requirement) {
    this.endEntity = endEntity;
    this.reference = reference;
    this.requirement = requirement;
    PresentedNames read = new PresentedNames(List.of());
    Optional<String> problem = Optional.empty();
    try {
      read = PresentedNames.of(endEntity);
    } catch (CertificateParsingException e) {
      problem = Optional.of(ForeignText.of(String.valueOf(e.getMessage())));
    }
    this.names = read;
    this.malformed = problem;
  }

  /** The identifier that satisfies the rule; empty if none does. */
  Optional<PresentedIdentifier> matched() {
    if (malformed.isPresent()) {
      return Optional.empty();
    }
    return switch (requirement.identityRule()) {
      case SAN -> matchedAlternativeName();
      case CN_FALLBACK ->
          names.dnsNames().isEmpty()
              ? matchedAlternativeName().or(this::matchedCommonName)
              : matchedAlternativeName();
      case CN_REQUIRED -> requiredCommonName().flatMap(this::matchedBeside);
    };
  }

  /**
   * Without any dNSName the required common name has to stand for the host itself: one that names
   * another host proves nothing about this one.
   */
  private Optional<PresentedIdentifier> matchedBeside(PresentedIdentifier commonName) {
    return names.dnsNames().isEmpty()
        ? matchedCommonName().map(match -> commonName)
        : matchedAlternativeName();
  }

  private Optional<PresentedIdentifier> matchedAlternativeName() {
    return Stream.concat(
            names.dnsNames().stream()
                .filter(this::namesReference)
                .map(name -> new PresentedIdentifier(Place.DNS_NAME, name)),
            reference.addresses().stream()
                .filter(this::presentsAddress)
                .map(address -> address.getHostAddress())
                .map(address -> new PresentedIdentifier(Place.IP_ADDRESS, address)))
        .findFirst();
  }

  private boolean namesReference(String name) {
    return reference.names().stream().anyMatch(domain -> NameMatcher.matches(name, domain));
  }

  private boolean presentsAddress(InetAddress address) {
    return names.addresses().stream()
        .anyMatch(octets -> Arrays.equals(octets, address.getAddress()));
  }

  private Optional<PresentedIdentifier> matchedCommonName() {
    return onlyCommonName().filter(this::namesReference).map(IdentityCheck::commonName);
  }

  private Optional<PresentedIdentifier> requiredCommonName() {
    return requirement
        .commonName()
        .map(
            required ->
                onlyCommonName()
                    .filter(name -> isSameName(name, required))
                    .map(IdentityCheck::commonName))
        .orElseGet(this::matchedCommonName);
  }

  private List<String> commonNames() {
    return DistinguishedName.commonNames(endEntity.getSubjectX500Principal());
  }

  /** Of several common names nobody can say which one is meant. */
  private Optional<String> onlyCommonName() {
    List<String> commonNames = commonNames();
    return commonNames.size() == 1 ? Optional.of(commonNames.get(0)) : Optional.empty();
  }

  /** Case matters only where it could be folded into another letter: outside ASCII. */
  private static boolean isSameName(String name, String required) {
    return NameMatcher.isAscii(name + required)
        ? name.equalsIgnoreCase(required)
        : name.equals(required);
  }

  private static PresentedIdentifier commonName(String name) {
    return new PresentedIdentifier(Place.COMMON_NAME, name);
  }

  /** Why nothing matched. */
  CertificateFinding mismatch() {
    return Evidence.about(endEntity)
        .with("expected", expected())
        .with("presented", presented())
        .with("certificateName", requirement.identityRule().configName())
        .finding(Kind.NAME_MISMATCH, expected(), presented() + hint());
  }

  private String expected() {
    return requirement.identityRule() == IdentityRule.CN_REQUIRED
        ? "the name "
            + reference
            + " and the common name "
            + requirement.commonName().map(ForeignText::of).orElseGet(reference::toString)
        : "the name " + reference;
  }

  private String presented() {
    if (malformed.isPresent()) {
      return malformed.get();
    }
    List<String> shown =
        Stream.concat(
                names.dnsNames().stream()
                    .map(name -> new PresentedIdentifier(Place.DNS_NAME, name)),
                commonNames().stream().map(IdentityCheck::commonName))
            .map(PresentedIdentifier::toString)
            .toList();
    String more =
        shown.size() > MAX_NAMES_SHOWN ? " and " + (shown.size() - MAX_NAMES_SHOWN) + " more" : "";
    return shown.isEmpty()
        ? "no name"
        : shown.stream().limit(MAX_NAMES_SHOWN).collect(Collectors.joining(", ")) + more;
  }

  private String hint() {
    boolean fallbackWouldDo =
        requirement.identityRule() == IdentityRule.SAN
            && malformed.isEmpty()
            && names.dnsNames().isEmpty()
            && matchedCommonName().isPresent();
    return fallbackWouldDo ? " (which counts only under certificate-name: cn-fallback)" : "";
  }
}
