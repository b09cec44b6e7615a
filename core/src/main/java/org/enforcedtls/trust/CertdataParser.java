package org.enforcedtls.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.jspecify.annotations.Nullable;

/**
 * Reads which roots {@code certdata.txt} trusts for servers.
 *
 * <p>Certificate and trust objects belong together by issuer and serial number. The distrust-after
 * date is looked for in both, and the earlier of two counts.
 */
final class CertdataParser {
  private static final String TRUST = "CKA_TRUST_SERVER_AUTH";
  private static final String DISTRUST_AFTER = "CKA_NSS_SERVER_DISTRUST_AFTER";
  private static final Set<String> NEITHER_TRUSTED_NOR_DISTRUSTED =
      Set.of(
          "CKT_NSS_MUST_VERIFY_TRUST",
          "CKT_NSS_TRUSTED",
          "CKT_NSS_VALID_DELEGATOR",
          "CKT_NSS_TRUST_UNKNOWN");

  /** UTCTime: the two digits of the year mean 1950 to 2049 (RFC 5280 §4.1.2.5.1). */
  private static final DateTimeFormatter FOUR_DIGIT_YEAR =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

  private static final int UTC_TIME_CHARACTERS = 13;

  private final CertdataReader reader;
  private final List<TrustAnchor> anchors = new ArrayList<>();
  private final List<Distrust> distrusted = new ArrayList<>();

  CertdataParser(String file, String text) {
    this.reader = new CertdataReader(file, text);
  }

  List<TrustAnchor> anchors() {
    return anchors;
  }

  List<Distrust> distrusted() {
    return distrusted;
  }

  void parse() throws IOException {
    Map<String, CertdataObject> certificates = new HashMap<>();
    Map<String, CertdataObject> trust = new HashMap<>();
    List<CertdataObject> trustInOrder = new ArrayList<>();
    for (CertdataObject object : reader.objects()) {
      if (object.isOfClass("CKO_CERTIFICATE")) {
        addOnce(certificates, object);
      } else if (object.isOfClass("CKO_NSS_TRUST")) {
        addOnce(trust, object);
        trustInOrder.add(object);
      }
    }
    for (CertdataObject object : trustInOrder) {
      interpret(object, certificates.get(object.issuerAndSerial()));
    }
  }

  private static void addOnce(Map<String, CertdataObject> objects, CertdataObject object)
      throws IOException {
    @Nullable CertdataObject earlier = objects.putIfAbsent(object.issuerAndSerial(), object);
    if (earlier != null) {
      throw object.malformed("an issuer and serial number once", "those of " + earlier.origin());
    }
  }

  private void interpret(CertdataObject trust, @Nullable CertdataObject certificate)
      throws IOException {
    CertdataObject.Value level = trust.need(TRUST);
    switch (level.text()) {
      case "CKT_NSS_TRUSTED_DELEGATOR" -> {
        if (certificate == null) {
          throw trust.malformed("a certificate with this issuer and serial number", "none");
        }
        anchors.add(anchor(trust, certificate));
      }
      case "CKT_NSS_NOT_TRUSTED" -> distrusted.add(distrust(trust));
      default -> {
        if (!NEITHER_TRUSTED_NOR_DISTRUSTED.contains(level.text())) {
          throw trust.malformed(level.line(), "a CKT_NSS_… level of " + TRUST, level.text());
        }
      }
    }
  }

  private static TrustAnchor anchor(CertdataObject trust, CertdataObject object)
      throws IOException {
    byte[] encoded = object.needOctets("CKA_VALUE");
    if (!trust.hasOctets("CKA_CERT_SHA1_HASH", sha1(encoded))) {
      throw trust.malformed(
          "the CKA_CERT_SHA1_HASH of the certificate at " + object.origin(), "another hash");
    }
    String label = object.need("CKA_LABEL").text();
    Optional<Instant> distrustAfter =
        Stream.concat(distrustAfter(object).stream(), distrustAfter(trust).stream())
            .min(Instant::compareTo);
    return new TrustAnchor(
        certificate(object, encoded), label, object.origin(), distrustAfter.orElse(null));
  }

  private static X509Certificate certificate(CertdataObject object, byte[] encoded)
      throws IOException {
    X509Certificate certificate;
    try {
      certificate = Certificates.parse(encoded);
    } catch (CertificateException e) {
      throw object.malformed("an X.509 certificate in CKA_VALUE", String.valueOf(e.getMessage()));
    }
    if (!object.hasOctets("CKA_ISSUER", certificate.getIssuerX500Principal().getEncoded())
        || !serialNumber(object).equals(certificate.getSerialNumber())) {
      throw object.malformed(
          "the issuer and serial number of CKA_VALUE in CKA_ISSUER and CKA_SERIAL_NUMBER",
          "others");
    }
    return certificate;
  }

  private static Distrust distrust(CertdataObject trust) throws IOException {
    try {
      return new Distrust(
          new X500Principal(trust.needOctets("CKA_ISSUER")), serialNumber(trust), trust.origin());
    } catch (IllegalArgumentException e) {
      throw trust.malformed("a distinguished name in CKA_ISSUER", String.valueOf(e.getMessage()));
    }
  }

  private static BigInteger serialNumber(CertdataObject object) throws IOException {
    try {
      return ASN1Integer.getInstance(object.needOctets("CKA_SERIAL_NUMBER")).getValue();
    } catch (IllegalArgumentException e) {
      throw object.malformed("an integer in CKA_SERIAL_NUMBER", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Instant> distrustAfter(CertdataObject object) throws IOException {
    Optional<CertdataObject.Value> value = object.find(DISTRUST_AFTER);
    if (value.isEmpty() || value.get().text().equals("CK_FALSE")) {
      return Optional.empty();
    }
    String text = value.get().text();
    String century = text.length() != UTC_TIME_CHARACTERS ? "" : text.charAt(0) < '5' ? "20" : "19";
    try {
      return Optional.of(
          LocalDateTime.parse(century + text, FOUR_DIGIT_YEAR).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw object.malformed(
          value.get().line(), "CK_FALSE or a UTCTime for " + DISTRUST_AFTER, text);
    }
  }

  /** The list itself names its certificates by SHA-1; this only finds damage. */
  private static byte[] sha1(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }
}
