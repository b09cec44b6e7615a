package org.enforcedtls.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.enforcedtls.internal.digest.Sha256;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.jspecify.annotations.Nullable;

/**
 * A complete CRL that the issuer of the certificates signed itself (RFC 5280 §5). What is not such
 * a list, not timely or not understood gives no answer. Immutable.
 */
final class RevocationList implements RevocationDocument {
  private static final String DELTA = "2.5.29.27";
  private static final String REASON = "2.5.29.21";

  /** The reason, the hold instruction and the time of invalidity change nothing. */
  private static final Set<String> UNDERSTOOD_IN_ENTRIES = Set.of(REASON, "2.5.29.23", "2.5.29.24");

  /** Position in the array of {@link X509Certificate#getKeyUsage()}. */
  private static final int CRL_SIGN = 6;

  private final String source;
  private final String sha256;
  private final int octets;
  private final X509CRL crl;
  private final Optional<String> unusable;

  private RevocationList(String name, byte[] der, X509CRL crl) {
    this.source = "CRL " + name;
    this.sha256 = Sha256.hexOf(der);
    this.octets = der.length;
    this.crl = crl;
    this.unusable = unusable(crl);
  }

  /** Throws CRLException if it is not a CRL at all. */
  static RevocationList parse(String name, byte[] der) throws CRLException {
    ByteArrayInputStream in = new ByteArrayInputStream(der);
    try {
      X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      if (in.available() > 0) {
        throw new CRLException(in.available() + " octets behind the CRL");
      }
      CrlFields.requireAllRead(crl);
      return new RevocationList(name, der, crl);
    } catch (CRLException e) {
      throw e;
    } catch (GeneralSecurityException | RuntimeException | StackOverflowError e) {
      throw new CRLException("not a CRL: " + e, e);
    }
  }

  private static Optional<String> unusable(X509CRL crl) {
    Set<String> critical = critical(crl.getCriticalExtensionOIDs());
    if (critical.contains(DELTA) || crl.getExtensionValue(DELTA) != null) {
      return Optional.of("is a delta CRL");
    }
    critical.remove(CrlScope.EXTENSION);
    Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
    if (entries != null) {
      entries.forEach(entry -> critical.addAll(critical(entry.getCriticalExtensionOIDs())));
      critical.removeAll(UNDERSTOOD_IN_ENTRIES);
    }
    return critical.isEmpty()
        ? Optional.empty()
        : Optional.of("has critical extensions that are not understood, " + critical);
  }

  private static Set<String> critical(@Nullable Set<String> types) {
    return new TreeSet<>(types == null ? Set.of() : types);
  }

  String sha256() {
    return sha256;
  }

  boolean isNamedAfter(X509Certificate issuer) {
    return crl.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
  }

  @Override
  public int octets() {
    return octets;
  }

  @Override
  public RevocationAnswer answer(X509Certificate certificate, X509Certificate issuer, Instant at) {
    try {
      Optional<String> fault =
          whyUnusable(issuer, at).or(() -> CrlScope.of(crl).leavesOut(certificate));
      if (fault.isPresent()) {
        return new NoAnswer(source + " " + fault.get());
      }
      X509CRLEntry entry = crl.getRevokedCertificate(certificate.getSerialNumber());
      return entry == null ? new Good(source, crl.getThisUpdate().toInstant()) : revoked(entry);
    } catch (RuntimeException | StackOverflowError e) {
      // The parsers report some malformed octets so.
      return new NoAnswer(source + " is malformed");
    }
  }

  /** Also if it does not cover the certificate: to fetch it again would change nothing. */
  @Override
  public Optional<Instant> freshUntil(
      X509Certificate certificate, X509Certificate issuer, Instant at) {
    return whyUnusable(issuer, at).isPresent()
        ? Optional.empty()
        : Optional.of(crl.getNextUpdate().toInstant());
  }

  private Optional<String> whyUnusable(X509Certificate issuer, Instant at) {
    if (!isNamedAfter(issuer)) {
      return Optional.of("is of another issuer");
    }
    return unusable.or(() -> untimely(at)).or(() -> unsigned(issuer));
  }

  private Optional<String> untimely(Instant at) {
    return crl.getNextUpdate() == null
        ? Optional.of("has no nextUpdate")
        : new UpdateWindow(crl.getThisUpdate().toInstant(), crl.getNextUpdate().toInstant())
            .fault(at)
            .map(fault -> "is " + fault);
  }

  /** RFC 5280 §6.3.3: by the key of the path, which must be allowed to sign CRLs. */
  private Optional<String> unsigned(X509Certificate issuer) {
    boolean[] usage = issuer.getKeyUsage();
    if (usage != null && !usage[CRL_SIGN]) {
      return Optional.of("is of an issuer without key usage cRLSign");
    }
    try {
      if (!SignatureStrength.isGood(algorithm())) {
        return Optional.of("is not signed with SHA-256 or better");
      }
      crl.verify(issuer.getPublicKey());
      return Optional.empty();
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      return Optional.of("is not signed by the issuer");
    }
  }

  private AlgorithmIdentifier algorithm() throws IOException {
    ASN1ObjectIdentifier type = new ASN1ObjectIdentifier(crl.getSigAlgOID());
    byte[] parameters = crl.getSigAlgParams();
    return parameters == null
        ? new AlgorithmIdentifier(type)
        : new AlgorithmIdentifier(type, ASN1Primitive.fromByteArray(parameters));
  }

  private Revoked revoked(X509CRLEntry entry) {
    return new Revoked(
        source, entry.getRevocationDate().toInstant(), RevocationReason.name(reason(entry)));
  }

  /** An entry whose reason cannot be read revokes all the same. */
  private static int reason(X509CRLEntry entry) {
    byte[] value = entry.getExtensionValue(REASON);
    try {
      return value == null
          ? 0
          : ASN1Enumerated.getInstance(ASN1OctetString.getInstance(value).getOctets())
              .intValueExact();
    } catch (RuntimeException e) {
      return 0;
    }
  }
}
