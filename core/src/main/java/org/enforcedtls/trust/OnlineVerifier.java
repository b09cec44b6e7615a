package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Decides as {@link CertificateVerifier} does, and fetches what a {@link RevocationRule} asks to be
 * fetched. What was fetched is kept for as long as its issuer says, at most for a day, and what
 * could not be had for a minute; so an application needs one verifier.
 *
 * <p><b>Guarantees.</b> Those of {@link CertificateVerifier}. Nothing is fetched unless the rule
 * asks for it, and then only for a path from an end entity of the right name to an approved anchor
 * with which nothing else is wrong, and only for what staples and CRLs from files leave open. One
 * verification fetches at most 8 times.
 *
 * <p>Safe for use by several threads at once. Blocks while something is fetched.
 */
public final class OnlineVerifier {
  private final RevocationCache cache;

  /**
   * A verifier that has fetched nothing yet.
   *
   * @param fetcher brings the octets
   */
  public OnlineVerifier(RevocationFetcher fetcher) {
    this.cache = new RevocationCache(requireNonNull(fetcher, "fetcher"));
  }

  /**
   * Checks all that there is to check, and reports all that is wrong. Blocking, for as long as the
   * fetcher takes for each of at most 8 fetches.
   *
   * @param presented what the server sent
   * @param reference whom we meant to talk to
   * @param requirement what the certificate has to fulfil
   * @param at the time for which dates are checked
   * @return verified, or every reason why not
   */
  public CertificateVerdict verify(
      PresentedChain presented,
      ReferenceIdentifier reference,
      CertificateRequirement requirement,
      Instant at) {
    requireNonNull(presented, "presented");
    requireNonNull(reference, "reference");
    requireNonNull(requirement, "requirement");
    requireNonNull(at, "at");
    return CertificateVerifier.verify(presented, reference, requirement, at, cache);
  }
}
