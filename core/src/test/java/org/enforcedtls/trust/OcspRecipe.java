package org.enforcedtls.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.enforcedtls.trust.Recipe.Issued;
import org.jspecify.annotations.Nullable;

/** How to make one OCSP response; good, timely and signed by the issuer unless told so. */
final class OcspRecipe {
  private final Issued about;
  private Issued issuer;
  private Issued signer;
  private Issued responder;
  private @Nullable CertificateStatus status = CertificateStatus.GOOD;
  private Instant producedAt = Recipe.NOW.minusSeconds(60);
  private Instant thisUpdate = Recipe.NOW.minusSeconds(60);
  private @Nullable Instant nextUpdate = Recipe.NOW.plusSeconds(3600);
  private String signatureAlgorithm = "SHA256withECDSA";
  private ASN1ObjectIdentifier digest = OIWObjectIdentifiers.idSHA1;
  private boolean namesResponderByKey;
  private @Nullable Extensions extensions;
  private @Nullable Extensions singleExtensions;
  private final List<X509CertificateHolder> certificates = new ArrayList<>();

  private OcspRecipe(Issued about, Issued issuer) {
    this.about = about;
    this.issuer = issuer;
    this.signer = issuer;
    this.responder = issuer;
  }

  static OcspRecipe about(Issued certificate, Issued issuer) {
    return new OcspRecipe(certificate, issuer);
  }

  OcspRecipe revoked(String instant, int reason) {
    status = new RevokedStatus(Date.from(Instant.parse(instant)), reason);
    return this;
  }

  OcspRecipe status(@Nullable CertificateStatus other) {
    status = other;
    return this;
  }

  /** Who signs; its certificate is not enclosed. */
  OcspRecipe signedBy(Issued responder) {
    this.signer = responder;
    this.responder = responder;
    return this;
  }

  /** Whom it names as its responder; who signs stays. */
  OcspRecipe namingResponder(Issued other) {
    responder = other;
    return this;
  }

  OcspRecipe enclosing(Issued... issued) {
    for (Issued one : issued) {
      certificates.add(holder(one));
    }
    return this;
  }

  OcspRecipe signedWith(String algorithm) {
    signatureAlgorithm = algorithm;
    return this;
  }

  /** The issuer that the certificate identifier names; who signs stays. */
  OcspRecipe namingIssuer(Issued other) {
    issuer = other;
    return this;
  }

  OcspRecipe namedBySha256() {
    digest = NISTObjectIdentifiers.id_sha256;
    return this;
  }

  OcspRecipe responderNamedByKey() {
    namesResponderByKey = true;
    return this;
  }

  OcspRecipe producedAt(Instant instant) {
    producedAt = instant;
    return this;
  }

  OcspRecipe updates(Instant last, @Nullable Instant next) {
    thisUpdate = last;
    nextUpdate = next;
    return this;
  }

  OcspRecipe extension(boolean isCritical) {
    extensions = foreign(isCritical);
    return this;
  }

  OcspRecipe singleExtension(boolean isCritical) {
    singleExtensions = foreign(isCritical);
    return this;
  }

  private static Extensions foreign(boolean isCritical) {
    return new Extensions(
        new Extension(
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), isCritical, new byte[] {5, 0}));
  }

  byte[] octets() {
    try {
      return wrapped(OCSPResponseStatus.SUCCESSFUL, basicOctets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The response without its wrapper. */
  byte[] basicOctets() {
    try {
      SubjectPublicKeyInfo key =
          SubjectPublicKeyInfo.getInstance(responder.keys().getPublic().getEncoded());
      X500Name name = name(responder.certificate().getSubjectX500Principal());
      BasicOCSPRespBuilder builder =
          new BasicOCSPRespBuilder(
              new RespID(
                  namesResponderByKey
                      ? new ResponderID(
                          new DEROctetString(sha("SHA-1", key.getPublicKeyData().getOctets())))
                      : new ResponderID(name)));
      builder.addResponse(
          certificateId(),
          status,
          Date.from(thisUpdate),
          nextUpdate == null ? null : Date.from(nextUpdate),
          singleExtensions);
      if (extensions != null) {
        builder.setResponseExtensions(extensions);
      }
      return builder
          .build(
              Recipe.signer(signatureAlgorithm).build(signer.keys().getPrivate()),
              certificates.toArray(X509CertificateHolder[]::new),
              Date.from(producedAt))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OCSPException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A response of which the inner part is any octets. */
  static byte[] wrapped(int status, byte[] basic) throws IOException {
    return new OCSPResponse(
            new OCSPResponseStatus(status),
            new ResponseBytes(OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(basic)))
        .getEncoded();
  }

  private CertificateID certificateId() {
    String algorithm = digest.equals(OIWObjectIdentifiers.idSHA1) ? "SHA-1" : "SHA-256";
    BigInteger serialNumber = about.certificate().getSerialNumber();
    SubjectPublicKeyInfo key =
        SubjectPublicKeyInfo.getInstance(issuer.keys().getPublic().getEncoded());
    return new CertificateID(
        new CertID(
            new AlgorithmIdentifier(digest, DERNull.INSTANCE),
            new DEROctetString(
                sha(algorithm, issuer.certificate().getSubjectX500Principal().getEncoded())),
            new DEROctetString(sha(algorithm, key.getPublicKeyData().getOctets())),
            new ASN1Integer(serialNumber)));
  }

  private static byte[] sha(String algorithm, byte[] octets) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static X500Name name(X500Principal principal) {
    return X500Name.getInstance(principal.getEncoded());
  }

  private static X509CertificateHolder holder(Issued issued) {
    try {
      return new X509CertificateHolder(Certificates.encoded(issued.certificate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
