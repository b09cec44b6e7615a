package org.enforcedtls.trust;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Whether a key has signed octets, by an algorithm that is good enough. */
final class SignatureCheck {
  private static final String PSS = "RSASSA-PSS";

  private SignatureCheck() {}

  static boolean isGood(
      AlgorithmIdentifier algorithm, byte[] signed, byte[] signature, PublicKey key) {
    if (!SignatureStrength.isGood(algorithm)) {
      return false;
    }
    try {
      Signature verifier = verifier(algorithm);
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      return false;
    }
  }

  private static Signature verifier(AlgorithmIdentifier algorithm)
      throws GeneralSecurityException, IOException {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return Signature.getInstance(algorithm.getAlgorithm().getId());
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
    parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded());
    Signature verifier = Signature.getInstance(PSS);
    verifier.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
    return verifier;
  }
}
