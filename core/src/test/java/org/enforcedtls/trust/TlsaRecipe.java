package org.enforcedtls.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.enforcedtls.dns.TlsaRecord;

/** TLSA records of certificates, by a reading of the JDK alone. */
final class TlsaRecipe {
  private TlsaRecipe() {}

  /** Such as {@code record("3 1 1", certificate)}. */
  static TlsaRecord record(String parameters, X509Certificate certificate) {
    String[] numbers = parameters.split(" ", -1);
    int selector = Integer.parseInt(numbers[1]);
    int matchingType = Integer.parseInt(numbers[2]);
    try {
      byte[] part =
          selector == 1 ? certificate.getPublicKey().getEncoded() : certificate.getEncoded();
      byte[] data =
          switch (matchingType) {
            case 0 -> part;
            case 1 -> MessageDigest.getInstance("SHA-256").digest(part);
            case 2 -> MessageDigest.getInstance("SHA-512").digest(part);
            default -> throw new IllegalArgumentException(parameters);
          };
      return TlsaRecord.of(Integer.parseInt(numbers[0]), selector, matchingType, data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
