package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;

/** What stands in the place of a document that could not be had. */
record NothingFetched(String why) implements RevocationDocument {
  @Override
  public NoAnswer answer(X509Certificate certificate, X509Certificate issuer, Instant at) {
    return new NoAnswer(why);
  }

  @Override
  public Optional<Instant> freshUntil(
      X509Certificate certificate, X509Certificate issuer, Instant at) {
    return Optional.empty();
  }

  @Override
  public int octets() {
    return 0;
  }
}
