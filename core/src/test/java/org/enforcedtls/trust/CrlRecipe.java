package org.enforcedtls.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.enforcedtls.trust.Recipe.Issued;
import org.jspecify.annotations.Nullable;

/** How to make one CRL; empty, timely and signed by its issuer unless told so. */
final class CrlRecipe {
  private final Issued issuer;
  private final X509v2CRLBuilder builder;
  private Issued signer;
  private @Nullable Instant nextUpdate = Recipe.NOW.plusSeconds(3600);
  private String signatureAlgorithm = "SHA256withECDSA";

  private CrlRecipe(Issued issuer, Instant thisUpdate) {
    this.issuer = issuer;
    this.signer = issuer;
    this.builder =
        new X509v2CRLBuilder(
            X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
            Date.from(thisUpdate));
  }

  static CrlRecipe of(Issued issuer) {
    return new CrlRecipe(issuer, Recipe.NOW.minusSeconds(60));
  }

  static CrlRecipe of(Issued issuer, Instant thisUpdate) {
    return new CrlRecipe(issuer, thisUpdate);
  }

  CrlRecipe nextUpdate(@Nullable Instant instant) {
    nextUpdate = instant;
    return this;
  }

  CrlRecipe revoking(Issued certificate, String instant, int reason) {
    builder.addCRLEntry(
        certificate.certificate().getSerialNumber(), Date.from(Instant.parse(instant)), reason);
    return this;
  }

  /** An entry for some other certificate, with an extension. */
  CrlRecipe entryExtension(ASN1ObjectIdentifier type, boolean isCritical) {
    builder.addCRLEntry(
        java.math.BigInteger.TWO,
        Date.from(Recipe.NOW),
        new Extensions(new Extension(type, isCritical, new byte[] {5, 0})));
    return this;
  }

  CrlRecipe extension(ASN1ObjectIdentifier type, boolean isCritical, ASN1Encodable value) {
    try {
      builder.addExtension(type, isCritical, value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CrlRecipe signedBy(Issued other) {
    signer = other;
    return this;
  }

  CrlRecipe signedWith(String algorithm) {
    signatureAlgorithm = algorithm;
    return this;
  }

  byte[] octets() {
    if (nextUpdate != null) {
      builder.setNextUpdate(Date.from(nextUpdate));
    }
    try {
      return builder
          .build(Recipe.signer(signatureAlgorithm).build(signer.keys().getPrivate()))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("CRL of " + issuer, e);
    }
  }
}
