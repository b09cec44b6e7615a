package org.enforcedtls.testkit.ca;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One certificate to be issued: good if nothing is said, with exactly the faults that are asked
 * for. A repeated call replaces, {@code add…} appends. Nothing is checked for sense, as nonsense is
 * what tests need. For one thread.
 */
public final class CertificateBuilder {
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InstantSource clock;
  private final CertificateExtensions extensions = new CertificateExtensions();
  private final Signing signing = new Signing();
  private final Subject subject;
  private @Nullable TestCa issuer;
  private KeyKind key = KeyKind.P256;
  private BigInteger serial = new BigInteger(120, RANDOM).setBit(119);
  private Validity validity;

  private CertificateBuilder(
      @Nullable TestCa issuer, String commonName, InstantSource clock, Duration lifetime) {
    this.issuer = issuer;
    this.subject = new Subject(commonName);
    this.clock = clock;
    this.validity = Validity.around(clock.instant(), lifetime);
  }

  static CertificateBuilder ofAuthority(
      @Nullable TestCa issuer, String commonName, InstantSource clock) {
    CertificateBuilder builder =
        new CertificateBuilder(issuer, commonName, clock, AUTHORITY_LIFETIME);
    builder.extensions.authority();
    return builder;
  }

  static CertificateBuilder ofHost(TestCa issuer, String host, InstantSource clock) {
    CertificateBuilder builder = new CertificateBuilder(issuer, host, clock, LIFETIME);
    builder.extensions.endEntity();
    return builder.dnsNames(host);
  }

  /**
   * The common name of the subject. Default: the name with which the builder was asked for. Without
   * organisation and common name the subject is empty, and the alternative names are critical.
   *
   * @param name any text; the empty text leaves the common name out
   * @return this builder
   */
  public CertificateBuilder commonName(String name) {
    subject.commonName(requireNonNull(name, "name"));
    return this;
  }

  /**
   * The organisation (O) of the subject. Default: none.
   *
   * @param name any text; the empty text leaves the organisation out
   * @return this builder
   */
  public CertificateBuilder organisation(String name) {
    subject.organisation(requireNonNull(name, "name"));
    return this;
  }

  /**
   * The DNS names of the certificate, in place of all its subject alternative names. Default: the
   * host that was asked for. Without any name of any kind the extension is left out.
   *
   * @param dnsNames as they shall stand in the certificate, such as {@code *.fi.example}, or text
   *     that is no host name; ASCII
   * @return this builder
   */
  public CertificateBuilder dnsNames(String... dnsNames) {
    subject.dnsNames(dnsNames);
    return this;
  }

  /**
   * Appends an IP address to the subject alternative names.
   *
   * @param address literal, IPv4 or IPv6
   * @return this builder
   */
  public CertificateBuilder addIpAddress(String address) {
    subject.addAlternative(GeneralName.iPAddress, address);
    return this;
  }

  /**
   * Appends a mail address to the subject alternative names.
   *
   * @param address such as {@code postmaster@fi.example}
   * @return this builder
   */
  public CertificateBuilder addMailAddress(String address) {
    subject.addAlternative(GeneralName.rfc822Name, address);
    return this;
  }

  /**
   * When the certificate is valid. Default: from a day ago for 90 days, an authority ten years.
   *
   * @param from the first moment
   * @param until the last moment
   * @return this builder
   */
  public CertificateBuilder validity(Instant from, Instant until) {
    this.validity = new Validity(from, until);
    return this;
  }

  /**
   * Makes it run out a day ago, by the clock of the CA.
   *
   * @return this builder
   */
  public CertificateBuilder expired() {
    this.validity = Validity.over(clock.instant(), LIFETIME);
    return this;
  }

  /**
   * Makes it begin in a day, by the clock of the CA.
   *
   * @return this builder
   */
  public CertificateBuilder notYetValid() {
    this.validity = Validity.toCome(clock.instant(), LIFETIME);
    return this;
  }

  /**
   * Gives it an RSA key. Default: EC on P-256, which is made faster.
   *
   * @param bits 512 to 16384, such as 1024 for a key that nobody should accept
   * @return this builder
   * @throws IllegalArgumentException if the number is out of range
   */
  public CertificateBuilder rsa(int bits) {
    this.key = KeyKind.rsa(bits);
    return this;
  }

  /**
   * Gives it an RSA key that is for RSASSA-PSS alone and says so (id-RSASSA-PSS), which some
   * clients cannot do. Whatever an authority with such a key issues is signed that way.
   *
   * @param bits 512 to 16384
   * @return this builder
   * @throws IllegalArgumentException if the number is out of range
   */
  public CertificateBuilder rsaPss(int bits) {
    this.key = KeyKind.rsaPss(bits);
    return this;
  }

  /**
   * Gives it an EC key.
   *
   * @param curve by its JCA name, such as {@code secp384r1}
   * @return this builder
   */
  public CertificateBuilder ec(String curve) {
    this.key = KeyKind.ec(requireNonNull(curve, "curve"));
    return this;
  }

  /**
   * Has it signed over a SHA-1 digest. Default: SHA-256.
   *
   * @return this builder
   */
  public CertificateBuilder sha1Signature() {
    signing.digest("SHA1");
    return this;
  }

  /**
   * Has it signed by RSASSA-PSS. Default: as the key of the issuer wants it, which is PKCS #1 for
   * RSA. {@link #issue()} refuses it if that key is not RSA.
   *
   * @return this builder
   */
  public CertificateBuilder pssSignature() {
    signing.pss();
    return this;
  }

  /**
   * Damages one bit of the signature, so that it does not verify.
   *
   * @return this builder
   */
  public CertificateBuilder damagedSignature() {
    signing.damage();
    return this;
  }

  /**
   * Signs it with its own key: nobody vouches for it, and the chain is the certificate alone.
   *
   * @return this builder
   */
  public CertificateBuilder selfSigned() {
    this.issuer = null;
    return this;
  }

  /**
   * The serial number. Default: random, 120 bits.
   *
   * @param number any number, even one that RFC 5280 §4.1.2.2 forbids
   * @return this builder
   */
  public CertificateBuilder serial(BigInteger number) {
    this.serial = requireNonNull(number, "number");
    return this;
  }

  /**
   * The purposes in the extended key usage. Default: server authentication for a host, no extension
   * for an authority.
   *
   * @param oids such as {@code 1.3.6.1.5.5.7.3.1}; none leaves the extension out
   * @return this builder
   */
  public CertificateBuilder extendedKeyUsages(String... oids) {
    extensions.purposes(List.of(oids));
    return this;
  }

  /**
   * Makes it good for client authentication and nothing else.
   *
   * @return this builder
   */
  public CertificateBuilder clientAuthenticationOnly() {
    return extendedKeyUsages(KeyPurposeId.id_kp_clientAuth.getId());
  }

  /**
   * Marks it as certificate of an authority: basic constraints and key usage, no extended key
   * usage.
   *
   * @return this builder
   */
  public CertificateBuilder authority() {
    extensions.authority();
    return this;
  }

  /**
   * Marks it as certificate of an authority that is no authority at all: basic constraints and key
   * usage of a host. What it signs must not be believed (RFC 5280 §4.2.1.9).
   *
   * @return this builder
   */
  public CertificateBuilder notAnAuthority() {
    extensions.endEntity();
    return this;
  }

  /**
   * Limits how many intermediates may follow this authority.
   *
   * @param intermediates 0 or more
   * @return this builder
   */
  public CertificateBuilder pathLength(int intermediates) {
    extensions.pathLength(intermediates);
    return this;
  }

  /**
   * Limits the DNS names below this authority (RFC 5280 §4.2.1.10).
   *
   * @param permitted subtrees that names have to lie in; empty for no such limit
   * @param excluded subtrees that names must not lie in; empty for no such limit
   * @return this builder
   */
  public CertificateBuilder nameConstraints(List<String> permitted, List<String> excluded) {
    extensions.nameConstraints(permitted, excluded);
    return this;
  }

  /**
   * Says where to ask whether it was revoked. Default: nowhere.
   *
   * @param urls of OCSP responders and CRLs
   * @return this builder
   */
  public CertificateBuilder revocationUrls(RevocationUrls urls) {
    urls.putInto(extensions);
    return this;
  }

  /**
   * Puts an extension in, in place of one with the same identifier.
   *
   * @param oid of the extension
   * @param criticality whether it is marked critical
   * @param der its value, DER
   * @return this builder
   */
  public CertificateBuilder extension(String oid, Criticality criticality, byte[] der) {
    extensions.put(new ASN1ObjectIdentifier(oid), criticality, der);
    return this;
  }

  /**
   * Leaves an extension out that would be there.
   *
   * @param oid such as {@code 2.5.29.15} for the key usage
   * @return this builder
   */
  public CertificateBuilder withoutExtension(String oid) {
    extensions.leaveOut(new ASN1ObjectIdentifier(oid));
    return this;
  }

  /**
   * Issues the certificate.
   *
   * @return the key and the chain: this certificate, then the intermediates up to the root, which
   *     is left out
   * @throws IllegalArgumentException if key or signature cannot be made, or the JDK cannot read the
   *     certificate, such as one without a subject and without alternative names
   */
  public TestCertificate issue() {
    KeyPair pair = key.generate();
    X509Certificate certificate = sign(pair);
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    if (issuer != null) {
      chain.addAll(issuer.intermediates());
    }
    return new TestCertificate(pair.getPrivate(), chain);
  }

  /**
   * Issues the certificate to an authority that can issue in its turn, whatever the certificate
   * says.
   *
   * @return the authority
   * @throws IllegalArgumentException if key or signature cannot be made, or the JDK cannot read the
   *     certificate, such as one without a subject and without alternative names
   */
  public TestCa issueAuthority() {
    return new TestCa(issue(), issuer, clock);
  }

  private X509Certificate sign(KeyPair pair) {
    KeyPair signer = issuer == null ? pair : issuer.keys();
    X500Name name = subject.name();
    X509v3CertificateBuilder form =
        new JcaX509v3CertificateBuilder(
            issuer == null ? name : issuer.name(),
            serial,
            Date.from(validity.from()),
            Date.from(validity.until()),
            name,
            pair.getPublic());
    extensions.alternativeNames(subject.alternatives(), subject.alternativesCriticality());
    extensions.keyIdentifiers(pair.getPublic(), signer.getPublic());
    extensions.addTo(form);
    return signing.sign(form, signer.getPrivate());
  }
}
