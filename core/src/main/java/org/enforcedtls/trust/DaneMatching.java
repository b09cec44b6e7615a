package org.enforcedtls.trust;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.DaneVerdict.Matched;
import org.enforcedtls.trust.DaneVerdict.NotMatched;

/** One run of the DANE verifier. */
final class DaneMatching {
  /** Far more than an honest server sends; bounds the digests. */
  private static final int MAX_MATERIAL = 20;

  private final PresentedChain presented;
  private final DaneRequirement requirement;
  private final Instant at;

  DaneMatching(PresentedChain presented, DaneRequirement requirement, Instant at) {
    this.presented = presented;
    this.requirement = requirement;
    this.at = at;
  }

  DaneVerdict verdict() throws CertificateException {
    if (presented.certificates().isEmpty()) {
      return new NotMatched(
          List.of(Evidence.none().finding(Kind.TLSA_MISMATCH, expected(), "no certificate")));
    }
    X509Certificate endEntity = Certificates.asTheJdkReadsIt(presented.certificates().get(0));
    Optional<TlsaRecord> own = recordOf(endEntity, TlsaSet.DANE_EE);
    if (own.isPresent()) {
      return ofEndEntity(endEntity, own.get());
    }
    Map<X509Certificate, TlsaRecord> authorities = authorities(endEntity);
    return authorities.isEmpty()
        ? new NotMatched(List.of(mismatch(endEntity)))
        : below(authorities);
  }

  /**
   * RFC 7671 §5.1: names, dates and issuers do not count. Stricter than RFC 7671 §5.1: a key that
   * can be broken proves nothing, whoever announces it.
   */
  private static DaneVerdict ofEndEntity(X509Certificate endEntity, TlsaRecord record) {
    return KeyStrength.isAtLeastFloor(endEntity)
        ? new Matched(record, endEntity, Optional.empty())
        : new NotMatched(
            List.of(
                Evidence.about(endEntity)
                    .finding(
                        Kind.WEAK_KEY,
                        "a key of at least RSA 2048 or EC 256 bits",
                        endEntity.getPublicKey().getAlgorithm() + " below that")));
  }

  /**
   * The certificates above the end entity that a DANE-TA record announces: presented ones, and
   * those that a record itself holds in full (RFC 7671 §5.2.2).
   */
  private Map<X509Certificate, TlsaRecord> authorities(X509Certificate endEntity) {
    Map<X509Certificate, TlsaRecord> authorities = new LinkedHashMap<>();
    for (X509Certificate certificate : above()) {
      if (!certificate.equals(endEntity)) {
        recordOf(certificate, TlsaSet.DANE_TA)
            .ifPresent(record -> authorities.putIfAbsent(certificate, record));
      }
    }
    return authorities;
  }

  private List<X509Certificate> above() {
    List<X509Certificate> above = new ArrayList<>();
    presented.certificates().stream().skip(1).limit(MAX_MATERIAL).forEach(above::add);
    for (TlsaRecord record : requirement.records().usable()) {
      if (record.usage() == TlsaSet.DANE_TA
          && record.matchingType() == TlsaSet.IN_FULL
          && record.selector() == TlsaSet.WHOLE_CERTIFICATE) {
        try {
          above.add(Certificates.parse(record.data()));
        } catch (CertificateException e) {
          throw new AssertionError("a record that counts was read before", e);
        }
      }
    }
    return above;
  }

  /** RFC 7672 §3.1.2: a path to such an authority, its dates, and a name. */
  private DaneVerdict below(Map<X509Certificate, TlsaRecord> authorities) {
    CertificateRequirement path =
        CertificateRequirement.builder(TrustAnchors.of(authorities.keySet())).build();
    CertificateVerdict verdict =
        CertificateVerifier.verify(presented, requirement.reference(), path, at);
    if (verdict instanceof CertificateVerdict.NotVerified failed) {
      return new NotMatched(failed.findings());
    }
    CertificateVerdict.Verified verified = (CertificateVerdict.Verified) verdict;
    X509Certificate authority = verified.anchor().certificate();
    TlsaRecord record = authorities.get(authority);
    if (record == null) {
      throw new AssertionError("a path ends in what no record announces: " + authority);
    }
    return new Matched(record, authority, Optional.of(verified.matched()));
  }

  private Optional<TlsaRecord> recordOf(X509Certificate certificate, int usage) {
    return requirement.records().usable().stream()
        .filter(record -> record.usage() == usage && announces(record, certificate))
        .findFirst();
  }

  private static boolean announces(TlsaRecord record, X509Certificate certificate) {
    byte[] part =
        record.selector() == TlsaSet.PUBLIC_KEY
            ? publicKeyInfo(certificate)
            : Certificates.encoded(certificate);
    return MessageDigest.isEqual(presentation(part, record.matchingType()), record.data());
  }

  /** As it stands in the certificate: the JDK would encode some keys in another way. */
  private static byte[] publicKeyInfo(X509Certificate certificate) {
    try {
      return org.bouncycastle.asn1.x509.Certificate.getInstance(Certificates.encoded(certificate))
          .getSubjectPublicKeyInfo()
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalArgumentException("a key that cannot be encoded", e);
    }
  }

  private static byte[] presentation(byte[] part, int matchingType) {
    if (matchingType == TlsaSet.IN_FULL) {
      return part;
    }
    try {
      return MessageDigest.getInstance(matchingType == 1 ? "SHA-256" : "SHA-512").digest(part);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private CertificateFinding mismatch(X509Certificate endEntity) {
    return Evidence.about(endEntity)
        .with("tlsaBaseDomain", requirement.tlsaBaseDomain())
        .with("expected", requirement.records())
        .finding(
            Kind.TLSA_MISMATCH,
            expected(),
            "key sha256 " + HexFormat.of().formatHex(presentation(publicKeyInfo(endEntity), 1)));
  }

  private String expected() {
    return "what TLSA of _25._tcp."
        + requirement.tlsaBaseDomain()
        + " announces ("
        + requirement.records()
        + ")";
  }
}
