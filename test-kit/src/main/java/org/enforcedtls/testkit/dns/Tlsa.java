package org.enforcedtls.testkit.dns;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * TLSA records of certificates, as {@link TestDns#tlsa} takes them: usage, selector, matching type
 * and data (RFC 6698 §2.2).
 */
public final class Tlsa {
  private static final Pattern PARAMETERS = Pattern.compile("[0-9] [01] [012]");

  private Tlsa() {}

  /**
   * {@code 3 1 1}: DANE-EE with the SHA-256 of the public key.
   *
   * @param endEntity the certificate of the MX host
   * @return such as {@code 3 1 1 9f86d0…}
   */
  public static String daneEe(X509Certificate endEntity) {
    return of("3 1 1", endEntity);
  }

  /**
   * {@code 2 0 1}: DANE-TA with the SHA-256 of the whole certificate.
   *
   * @param authority the certificate of the trust anchor
   * @return such as {@code 2 0 1 9f86d0…}
   */
  public static String daneTa(X509Certificate authority) {
    return of("2 0 1", authority);
  }

  /**
   * Any other record that holds for a certificate.
   *
   * @param parameters usage, selector and matching type, such as {@code 3 0 2}; selector 0 or 1,
   *     matching type 0, 1 or 2
   * @param certificate the end entity's or the trust anchor's
   * @return such as {@code 3 0 2 cf83e1…}
   * @throws IllegalArgumentException if the parameters are none of these
   */
  public static String of(String parameters, X509Certificate certificate) {
    if (!PARAMETERS.matcher(parameters).matches()) {
      throw new IllegalArgumentException("parameters: expected such as 3 1 1, found " + parameters);
    }
    try {
      byte[] part =
          parameters.charAt(2) == '0'
              ? certificate.getEncoded()
              : certificate.getPublicKey().getEncoded();
      byte[] data =
          switch (parameters.charAt(4)) {
            case '0' -> part;
            case '1' -> MessageDigest.getInstance("SHA-256").digest(part);
            default -> MessageDigest.getInstance("SHA-512").digest(part);
          };
      return parameters + " " + HexFormat.of().formatHex(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no digest, or a certificate without encoding", e);
    }
  }
}
