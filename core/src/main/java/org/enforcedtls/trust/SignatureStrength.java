package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate is signed with a digest that nobody can find collisions for. What is not in
 * the list of good algorithms is weak, so that MD5 and SHA-1 need no mention, and the next to fall
 * only has to be struck out.
 */
final class SignatureStrength {
  private static final Set<String> GOOD =
      Stream.of(
              PKCSObjectIdentifiers.sha256WithRSAEncryption,
              PKCSObjectIdentifiers.sha384WithRSAEncryption,
              PKCSObjectIdentifiers.sha512WithRSAEncryption,
              X9ObjectIdentifiers.ecdsa_with_SHA256,
              X9ObjectIdentifiers.ecdsa_with_SHA384,
              X9ObjectIdentifiers.ecdsa_with_SHA512,
              EdECObjectIdentifiers.id_Ed25519,
              EdECObjectIdentifiers.id_Ed448)
          .map(ASN1ObjectIdentifier::getId)
          .collect(Collectors.toUnmodifiableSet());

  private static final String PSS = PKCSObjectIdentifiers.id_RSASSA_PSS.getId();

  private static final Set<ASN1ObjectIdentifier> GOOD_DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);

  private SignatureStrength() {}

  static Optional<CertificateFinding> check(X509Certificate certificate) {
    if (isGood(certificate.getSigAlgOID(), certificate.getSigAlgParams())) {
      return Optional.empty();
    }
    String found = ForeignText.of(certificate.getSigAlgName());
    return Optional.of(
        Evidence.about(certificate)
            .with("signatureAlgorithm", found)
            .finding(
                Kind.WEAK_SIGNATURE,
                "a signature by RSA or ECDSA with SHA-256, SHA-384 or SHA-512, Ed25519 or Ed448",
                found));
  }

  static boolean isGood(AlgorithmIdentifier algorithm) {
    return isGood(algorithm.getAlgorithm().getId(), algorithm.getParameters());
  }

  private static boolean isGood(String algorithm, @Nullable Object parametersOfPss) {
    if (!algorithm.equals(PSS)) {
      return GOOD.contains(algorithm);
    }
    RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(parametersOfPss);
    return parameters != null
        && GOOD_DIGESTS.contains(parameters.getHashAlgorithm().getAlgorithm())
        && GOOD_DIGESTS.contains(
            AlgorithmIdentifier.getInstance(parameters.getMaskGenAlgorithm().getParameters())
                .getAlgorithm());
  }
}
