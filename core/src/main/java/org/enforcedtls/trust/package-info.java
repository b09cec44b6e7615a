/**
 * Floor 2. Who the server is: certificates in, a verdict with evidence out. No sockets, no clock.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.trust.TrustAnchors} are read from Mozilla's {@code certdata.txt},
 *       from PEM, from a key store, or taken from the running JDK.
 *   <li>A {@link org.enforcedtls.trust.CertificateRequirement} says which of them are approved
 *       ({@link org.enforcedtls.trust.IssuerFilter}), where the name stands ({@link
 *       org.enforcedtls.trust.IdentityRule}) and how strong keys have to be.
 *   <li>{@link org.enforcedtls.trust.CertificateVerifier} searches for a path from the end entity
 *       to an anchor, trying alternate paths, and asks every question of each: signatures, dates,
 *       rights of the issuers and name constraints (RFC 5280 §6.1), approval of the anchor,
 *       strength of keys and signatures.
 *   <li>Under a {@link org.enforcedtls.trust.RevocationRule}, staples (RFC 6960 §3.2) and CRLs from
 *       files (RFC 5280 §6.3.3) are asked whether a certificate was revoked. {@link
 *       org.enforcedtls.trust.OnlineVerifier} asks the places that the certificates name as well,
 *       if the rule says so and nothing else is wrong with the path.
 *   <li>The presented identifiers are compared with the {@link
 *       org.enforcedtls.trust.ReferenceIdentifier} (RFC 9525 §6.3).
 *   <li>The {@link org.enforcedtls.trust.CertificateVerdict} is {@code Verified} only if not one
 *       question was answered with no; otherwise it carries every {@link
 *       org.enforcedtls.trust.CertificateFinding}, so that a partner can mend all of them at once.
 * </ol>
 *
 * <p>The anchor of the built path decides which authority vouches for the server; what the peer
 * presents is only material to build with. What a rule wants fetched, a {@link
 * org.enforcedtls.trust.RevocationFetcher} of a higher floor brings; nothing else is fetched.
 */
@NullMarked
package org.enforcedtls.trust;

import org.jspecify.annotations.NullMarked;
