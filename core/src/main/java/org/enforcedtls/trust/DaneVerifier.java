package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.internal.text.ForeignText;

/**
 * Decides whether the certificates that a server presented are those that its TLSA records
 * announce. The records have to be secure: this class cannot tell.
 *
 * <p><b>Guarantees.</b> {@code Matched} means: a record that counts holds the end entity's key or
 * certificate (DANE-EE), or that of an authority from which a path of valid signatures leads to the
 * end entity, all within their dates and allowed to do what they do there, and the end entity
 * presents a name of the reference (DANE-TA). Keys are at least RSA 2048, EC 256, Ed25519 or Ed448.
 * Nothing that a certificate or record contains makes this class throw; what it cannot decide is
 * {@code NotMatched}. The work is bounded whatever is presented.
 *
 * <p>Safe for use by several threads at once. Does not block.
 */
public final class DaneVerifier {
  private DaneVerifier() {}

  /**
   * Checks.
   *
   * @param presented what the server sent
   * @param requirement what its records announce
   * @param at the time for which dates are checked, below a DANE-TA record
   * @return matched, or every reason why not
   */
  public static DaneVerdict verify(
      PresentedChain presented, DaneRequirement requirement, Instant at) {
    requireNonNull(presented, "presented");
    requireNonNull(requirement, "requirement");
    requireNonNull(at, "at");
    try {
      return new DaneMatching(presented, requirement, at).verdict();
    } catch (CertificateException | RuntimeException | StackOverflowError e) {
      // The parsers below report some malformed octets so; what cannot be judged is not matched.
      return new DaneVerdict.NotMatched(
          List.of(
              Evidence.none()
                  .finding(
                      CertificateFinding.Kind.UNSUITABLE,
                      "certificates that can be judged",
                      ForeignText.of(e.toString()))));
    }
  }
}
