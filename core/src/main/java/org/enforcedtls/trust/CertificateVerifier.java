package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the certificates that a server presented prove that it is the one we meant.
 *
 * <p><b>Guarantees.</b> {@code Verified} means: a path of valid signatures leads from the end
 * entity to an approved anchor, every certificate on it is within its dates and allowed to do what
 * it does there, keys and signatures are strong enough, and the end entity presents a name of the
 * reference. Whether something on the path was revoked it means only as far as the {@link
 * RevocationRule} of the requirement goes, and it does not mean that the peer holds the key: that
 * is the handshake's proof. Nothing that a certificate or a staple contains makes this class throw;
 * what it cannot decide is {@code NotVerified}. The work is bounded whatever is presented.
 *
 * <p>Safe for use by several threads at once. Does not block: what a {@link RevocationRule} asks to
 * be fetched is no answer here; {@link OnlineVerifier} fetches it.
 */
public final class CertificateVerifier {
  private CertificateVerifier() {}

  /**
   * Checks certificates that came without staples.
   *
   * @param presented what the server sent: the end entity first, then path material in any order
   * @param reference whom we meant to talk to
   * @param requirement what the certificate has to fulfil
   * @param at the time for which dates are checked
   * @return as the other method
   */
  public static CertificateVerdict verify(
      List<X509Certificate> presented,
      ReferenceIdentifier reference,
      CertificateRequirement requirement,
      Instant at) {
    return verify(PresentedChain.of(presented), reference, requirement, at);
  }

  /**
   * Checks all that there is to check, and reports all that is wrong.
   *
   * @param presented what the server sent
   * @param reference whom we meant to talk to
   * @param requirement what the certificate has to fulfil
   * @param at the time for which dates are checked
   * @return verified, or every reason why not: the JDK's own validator is asked only about a path
   *     with which nothing else is wrong, and names one reason
   */
  public static CertificateVerdict verify(
      PresentedChain presented,
      ReferenceIdentifier reference,
      CertificateRequirement requirement,
      Instant at) {
    requireNonNull(presented, "presented");
    requireNonNull(reference, "reference");
    requireNonNull(requirement, "requirement");
    requireNonNull(at, "at");
    return verify(presented, reference, requirement, at, null);
  }

  /** By null nothing is fetched. */
  static CertificateVerdict verify(
      PresentedChain presented,
      ReferenceIdentifier reference,
      CertificateRequirement requirement,
      Instant at,
      @Nullable RevocationCache online) {
    try {
      return new Verification(presented, reference, requirement, at, online).verdict();
    } catch (RuntimeException | StackOverflowError e) {
      // The parsers below report some malformed octets so; what cannot be judged is not verified.
      return new CertificateVerdict.NotVerified(
          List.of(
              Evidence.none()
                  .with("reason", ForeignText.of(e.toString()))
                  .finding(
                      CertificateFinding.Kind.UNSUITABLE,
                      "certificates that can be judged",
                      ForeignText.of(e.toString()))));
    }
  }

  /**
   * Whether an end entity names a domain in its subject alternative names. Says nothing of trust.
   *
   * @param endEntity verified before
   * @param domain such as the recipient domain
   * @return true if a dNSName matches; false if the names cannot be read
   */
  public static boolean names(X509Certificate endEntity, Domain domain) {
    requireNonNull(domain, "domain");
    try {
      return PresentedNames.of(endEntity).dnsNames().stream()
          .anyMatch(name -> NameMatcher.matches(name, domain));
    } catch (CertificateParsingException e) {
      return false;
    }
  }
}
