package org.enforcedtls.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * How to make one certificate; made of a strong key of its own and valid at {@link #NOW} unless
 * told so.
 */
final class Recipe {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final AtomicLong SERIAL_NUMBERS = new AtomicLong(1000);

  /** A certificate with the key to issue others. */
  record Issued(X509Certificate certificate, KeyPair keys) {}

  private final String subject;
  private final List<Extension> extensions = new ArrayList<>();
  private @Nullable KeyPair keys;
  private String signatureAlgorithm = "SHA256withECDSA";
  private Instant notBefore = NOW.minusSeconds(3600);
  private Instant notAfter = NOW.plusSeconds(3600);
  private BigInteger serialNumber = BigInteger.valueOf(SERIAL_NUMBERS.incrementAndGet());

  private Recipe(String subject) {
    this.subject = subject;
  }

  static Recipe subject(String subject) {
    return new Recipe(subject);
  }

  static Recipe authority(String subject) {
    return subject(subject).extension(Extension.basicConstraints, new BasicConstraints(true));
  }

  static Recipe server(String... names) {
    return subject("CN=" + names[0]).names(names);
  }

  Recipe names(String... names) {
    return extension(
        Extension.subjectAlternativeName,
        new GeneralNames(
            Arrays.stream(names)
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new)));
  }

  Recipe extension(ASN1ObjectIdentifier type, ASN1Encodable value) {
    extensions.add(new Extension(type, true, encoded(value)));
    return this;
  }

  Recipe nonCritical(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return rawExtension(type, encoded(value));
  }

  Recipe rawExtension(ASN1ObjectIdentifier type, byte[] content) {
    extensions.add(new Extension(type, false, content));
    return this;
  }

  private static byte[] encoded(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Recipe keys(KeyPair pair) {
    keys = pair;
    return this;
  }

  Recipe keys(String algorithm) {
    return keys(generate(algorithm));
  }

  /** How the issuer signs this one. */
  Recipe signedWith(String algorithm) {
    signatureAlgorithm = algorithm;
    return this;
  }

  Recipe notBefore(String instant) {
    notBefore = Instant.parse(instant);
    return this;
  }

  Recipe notAfter(String instant) {
    notAfter = Instant.parse(instant);
    return this;
  }

  Recipe serialNumber(long number) {
    serialNumber = BigInteger.valueOf(number);
    return this;
  }

  Issued selfSigned() {
    KeyPair own = ownKeys();
    return keys(own).issued(subject, own);
  }

  Issued issuedBy(Issued issuer) {
    return issued(issuer.certificate().getSubjectX500Principal().getName(), issuer.keys());
  }

  private KeyPair ownKeys() {
    return keys == null ? generate("P-256") : keys;
  }

  private Issued issued(String issuer, KeyPair issuerKeys) {
    KeyPair own = ownKeys();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal(issuer),
            serialNumber,
            Date.from(notBefore),
            Date.from(notAfter),
            new X500Principal(subject),
            own.getPublic());
    try {
      for (Extension extension : extensions) {
        builder.addExtension(extension);
      }
      byte[] der =
          builder.build(signer(signatureAlgorithm).build(issuerKeys.getPrivate())).getEncoded();
      return new Issued(Certificates.parse(der), own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK knows RSASSA-PSS by another name than Bouncy Castle does. */
  static JcaContentSignerBuilder signer(String algorithm) {
    JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
    return algorithm.endsWith("MGF1") ? signer.setProvider(new BouncyCastleProvider()) : signer;
  }

  /** A key pair: {@code P-256}, {@code Ed25519}, {@code RSA 2048}, {@code DSA 2048}. */
  static KeyPair generate(String algorithm) {
    try {
      if (algorithm.startsWith("P-")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp" + algorithm.substring(2) + "r1"));
        return generator.generateKeyPair();
      }
      String[] parts = algorithm.split(" ", -1);
      KeyPairGenerator generator = KeyPairGenerator.getInstance(parts[0]);
      if (parts.length > 1) {
        generator.initialize(Integer.parseInt(parts[1]));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(algorithm, e);
    }
  }
}
