package org.enforcedtls.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.jspecify.annotations.Nullable;

/** The extensions of one certificate to be issued; what is added last replaces. For one thread. */
final class CertificateExtensions {
  private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
  private final Set<ASN1ObjectIdentifier> leftOut = new LinkedHashSet<>();

  void put(ASN1ObjectIdentifier id, Criticality criticality, ASN1Encodable value) {
    try {
      put(id, criticality, value.toASN1Primitive().getEncoded("DER"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void put(ASN1ObjectIdentifier id, Criticality criticality, byte[] der) {
    leftOut.remove(id);
    extensions.put(id, new Extension(id, criticality == Criticality.CRITICAL, der));
  }

  void leaveOut(ASN1ObjectIdentifier id) {
    extensions.remove(id);
    leftOut.add(id);
  }

  void endEntity() {
    leaveOut(Extension.basicConstraints);
    put(
        Extension.keyUsage,
        Criticality.CRITICAL,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
    purposes(List.of(KeyPurposeId.id_kp_serverAuth.getId()));
  }

  void authority() {
    put(Extension.basicConstraints, Criticality.CRITICAL, new BasicConstraints(true));
    put(
        Extension.keyUsage,
        Criticality.CRITICAL,
        new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    leaveOut(Extension.extendedKeyUsage);
  }

  void pathLength(int intermediates) {
    put(Extension.basicConstraints, Criticality.CRITICAL, new BasicConstraints(intermediates));
  }

  void purposes(List<String> oids) {
    if (oids.isEmpty()) {
      leaveOut(Extension.extendedKeyUsage);
      return;
    }
    KeyPurposeId[] purposes =
        oids.stream()
            .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
            .toArray(KeyPurposeId[]::new);
    put(Extension.extendedKeyUsage, Criticality.NOT_CRITICAL, new ExtendedKeyUsage(purposes));
  }

  void nameConstraints(List<String> permitted, List<String> excluded) {
    put(
        Extension.nameConstraints,
        Criticality.CRITICAL,
        new NameConstraints(subtrees(permitted), subtrees(excluded)));
  }

  /** Null means that this half is absent, which an empty array does not. */
  private static GeneralSubtree @Nullable [] subtrees(List<String> names) {
    return names.isEmpty()
        ? null
        : names.stream()
            .map(name -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, name)))
            .toArray(GeneralSubtree[]::new);
  }

  void alternativeNames(List<GeneralName> names, Criticality criticality) {
    boolean decided =
        leftOut.contains(Extension.subjectAlternativeName)
            || extensions.containsKey(Extension.subjectAlternativeName);
    if (!decided && !names.isEmpty()) {
      put(
          Extension.subjectAlternativeName,
          criticality,
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
  }

  void keyIdentifiers(PublicKey subject, PublicKey issuer) {
    BcX509ExtensionUtils identifiers = new BcX509ExtensionUtils();
    putUnlessDecided(
        Extension.subjectKeyIdentifier, identifiers.createSubjectKeyIdentifier(info(subject)));
    putUnlessDecided(
        Extension.authorityKeyIdentifier, identifiers.createAuthorityKeyIdentifier(info(issuer)));
  }

  private void putUnlessDecided(ASN1ObjectIdentifier id, ASN1Encodable value) {
    if (!leftOut.contains(id) && !extensions.containsKey(id)) {
      put(id, Criticality.NOT_CRITICAL, value);
    }
  }

  private static SubjectPublicKeyInfo info(PublicKey key) {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded());
  }

  void addTo(X509v3CertificateBuilder form) {
    for (Extension extension : extensions.values()) {
      try {
        form.addExtension(extension);
      } catch (CertIOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
