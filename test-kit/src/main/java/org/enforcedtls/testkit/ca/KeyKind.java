package org.enforcedtls.testkit.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/**
 * The kind of a key pair. Immutable.
 *
 * @param algorithm {@code EC}, {@code RSA} or {@code RSASSA-PSS}
 * @param curve for EC, else empty
 * @param bits for RSA of both kinds, else 0
 */
record KeyKind(String algorithm, String curve, int bits) {
  static final KeyKind P256 = ec("secp256r1");

  static KeyKind ec(String curve) {
    return new KeyKind("EC", curve, 0);
  }

  static KeyKind rsa(int bits) {
    return rsa("RSA", bits);
  }

  static KeyKind rsaPss(int bits) {
    return rsa("RSASSA-PSS", bits);
  }

  private static KeyKind rsa(String algorithm, int bits) {
    if (bits < 512 || bits > 16384) {
      throw new IllegalArgumentException("RSA key must have 512 to 16384 bits, not " + bits);
    }
    return new KeyKind(algorithm, "", bits);
  }

  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (bits == 0) {
        generator.initialize(new ECGenParameterSpec(curve));
      } else {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no key pair of " + this, e);
    }
  }

  @Override
  public String toString() {
    return bits == 0 ? algorithm + " " + curve : algorithm + " " + bits + " bits";
  }
}
