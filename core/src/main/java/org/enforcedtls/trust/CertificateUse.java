package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Whether the certificates of a path may be used for what they do there. */
final class CertificateUse {
  private static final String SERVER_AUTH = KeyPurposeId.id_kp_serverAuth.getId();
  private static final String ANY_PURPOSE = KeyPurposeId.anyExtendedKeyUsage.getId();

  /** Positions in the array of {@link X509Certificate#getKeyUsage()}. */
  private static final int DIGITAL_SIGNATURE = 0;

  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;
  private static final int KEY_CERT_SIGN = 5;

  /** What this package or the JDK's validator looks at; all else that is critical is refused. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "2.5.29.15", // key usage
          "2.5.29.17", // subject alternative name
          "2.5.29.19", // basic constraints
          "2.5.29.30", // name constraints
          "2.5.29.32", // certificate policies
          "2.5.29.33", // policy mappings
          "2.5.29.36", // policy constraints
          "2.5.29.37", // extended key usage
          "2.5.29.54"); // inhibit any policy

  private CertificateUse() {}

  /** What an issuer must be, wherever it stands. */
  static List<CertificateFinding> checkIssuer(X509Certificate issuer) {
    List<CertificateFinding> findings = new ArrayList<>();
    checkAnyPlace(issuer).ifPresent(findings::add);
    checkAuthority(issuer).ifPresent(findings::add);
    checkCriticalExtensions(issuer).ifPresent(findings::add);
    return findings;
  }

  /**
   * Whether an issuer may have what stands below it (RFC 5280 §4.2.1.9). What is no authority at
   * all is another finding.
   *
   * @param below the end entity first, which counts as none
   */
  static Optional<CertificateFinding> checkPathLength(
      X509Certificate issuer, List<X509Certificate> below) {
    long intermediates =
        below.stream().skip(1).filter(each -> !CandidatePath.isSelfIssued(each)).count();
    int atMost = intermediates == 0 ? Integer.MAX_VALUE : issuer.getBasicConstraints();
    return atMost < 0 || intermediates <= atMost
        ? Optional.empty()
        : Optional.of(
            Evidence.unsuitable(
                issuer,
                "at most " + atMost + " intermediates below it",
                Long.toString(intermediates)));
  }

  static List<CertificateFinding> checkEndEntity(X509Certificate certificate) {
    List<CertificateFinding> findings = new ArrayList<>();
    checkAnyPlace(certificate).ifPresent(findings::add);
    checkCriticalExtensions(certificate).ifPresent(findings::add);
    boolean[] usage = certificate.getKeyUsage();
    // An authority that is its own server, as in small private set-ups, may have keyCertSign only.
    boolean isAuthority = certificate.getBasicConstraints() >= 0;
    if (usage != null
        && !isAuthority
        && !usage[DIGITAL_SIGNATURE]
        && !usage[KEY_ENCIPHERMENT]
        && !usage[KEY_AGREEMENT]) {
      findings.add(
          Evidence.unsuitable(
              certificate,
              "a key usage that allows TLS, such as digitalSignature",
              "none of them"));
    }
    return findings;
  }

  /**
   * An extended key usage limits an authority as it limits a server: what it issues inherits it.
   */
  private static Optional<CertificateFinding> checkAnyPlace(X509Certificate certificate) {
    String expected = "extended key usage serverAuth, or no extended key usage";
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null || purposes.contains(SERVER_AUTH) || purposes.contains(ANY_PURPOSE)
          ? Optional.empty()
          : Optional.of(Evidence.unsuitable(certificate, expected, purposes.toString()));
    } catch (CertificateParsingException e) {
      return Optional.of(Evidence.unsuitable(certificate, expected, "a malformed one"));
    }
  }

  private static Optional<CertificateFinding> checkAuthority(X509Certificate issuer) {
    if (issuer.getBasicConstraints() < 0) {
      return Optional.of(
          Evidence.unsuitable(
              issuer, "basic constraints with CA true, as it issued another", "none"));
    }
    boolean[] usage = issuer.getKeyUsage();
    return usage == null || usage[KEY_CERT_SIGN]
        ? Optional.empty()
        : Optional.of(
            Evidence.unsuitable(
                issuer, "key usage keyCertSign, as it issued another", "others only"));
  }

  private static Optional<CertificateFinding> checkCriticalExtensions(X509Certificate certificate) {
    Set<String> foreign = foreignCriticalExtensions(certificate);
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Evidence.unsuitable(
                certificate, "no critical extension that is not understood", foreign.toString()));
  }

  static Set<String> foreignCriticalExtensions(X509Certificate certificate) {
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    Set<String> foreign = new TreeSet<>(critical == null ? Set.of() : critical);
    foreign.removeAll(UNDERSTOOD);
    return foreign;
  }
}
