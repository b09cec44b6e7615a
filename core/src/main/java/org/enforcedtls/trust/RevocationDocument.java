package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** What came from somewhere and may say whether a certificate was revoked. Immutable. */
interface RevocationDocument {
  /** What it says; what is not valid is no answer. */
  RevocationAnswer answer(X509Certificate certificate, X509Certificate issuer, Instant at);

  /**
   * Until when there is no need to ask again; empty if it is not a valid document of the issuer.
   */
  Optional<Instant> freshUntil(X509Certificate certificate, X509Certificate issuer, Instant at);

  /** How many octets it came in. */
  int octets();
}
