package org.enforcedtls.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.enforcedtls.trust.Recipe.Issued;

/**
 * A root, an intermediate and a server whose octets are the same in every run, so that an input
 * which a fuzzer found means the same in the next. Ed25519 signs without chance.
 */
final class RepeatableScene {
  static final String HOST = "post.fi.example";
  private static final Map<Integer, KeyPair> KEYS = new ConcurrentHashMap<>();
  static final Issued ROOT = repeatable(Recipe.authority("CN=Root,O=Root"), 1).selfSigned();
  static final Issued INTERMEDIATE = repeatable(Recipe.authority("CN=I"), 2).issuedBy(ROOT);
  static final Issued SERVER =
      repeatable(Recipe.server(HOST, "*.fi.example"), 3).issuedBy(INTERMEDIATE);
  static final CertificateRequirement REQUIREMENT = Verdicts.trusting(ROOT);

  private RepeatableScene() {}

  /** The recipe with the key pair and serial number of this number. */
  static Recipe repeatable(Recipe recipe, int number) {
    KeyPair keys = KEYS.computeIfAbsent(number, RepeatableScene::keys);
    return recipe.keys(keys).serialNumber(number).signedWith("Ed25519");
  }

  /** Signs any octets with the key of a certificate. */
  static byte[] signature(byte[] octets, Issued signer) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(signer.keys().getPrivate());
      signature.update(octets);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys(int number) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      // Before the first octet is drawn the seed replaces chance, afterwards it would only add to
      // it.
      random.setSeed(number);
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
