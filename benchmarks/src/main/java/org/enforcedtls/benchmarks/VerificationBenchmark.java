package org.enforcedtls.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.enforcedtls.address.Domain;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.CertificateVerdict;
import org.enforcedtls.trust.CertificateVerifier;
import org.enforcedtls.trust.ReferenceIdentifier;
import org.enforcedtls.trust.TrustAnchors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to judge a chain of three (end entity, intermediate, root), beside the JDK's own
 * trust manager, which asks fewer questions: no strength of keys, no approved issuers, and the name
 * by laxer rules, or, as here, not at all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class VerificationBenchmark {
  /** More than the JDK's certificate factory keeps, so that each is parsed and checked anew. */
  private static final int STRANGERS = 1500;

  /** The kind of the keys of the authorities, by which the signatures are made. */
  @Param({"RSA-2048", "EC-P256"})
  public String keys;

  private X509Certificate[] known;
  private final List<byte[]> strangers = new ArrayList<>();
  private int next;
  private CertificateRequirement requirement;
  private ReferenceIdentifier reference;
  private CertificateFactory factory;
  private X509ExtendedTrustManager jsse;
  private Instant now;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init")
  public VerificationBenchmark() {}

  /** Makes the chains and both verifiers. */
  @Setup
  public void prepare() throws GeneralSecurityException, IOException {
    TestCa root = withKeys(TestCa.root("Root", InstantSource.system())).issueAuthority();
    TestCa intermediate = withKeys(root.authority("Intermediate")).issueAuthority();
    known = intermediate.issue("mx.fi.example").chain().toArray(X509Certificate[]::new);
    for (int i = 0; i < STRANGERS; i++) {
      strangers.add(intermediate.issue("mx.fi.example").certificate().getEncoded());
    }
    now = Instant.now();
    requirement =
        CertificateRequirement.builder(TrustAnchors.of(List.of(root.certificate()))).build();
    reference = ReferenceIdentifier.of(Domain.of("mx.fi.example"));
    factory = CertificateFactory.getInstance("X.509");
    jsse = trustManager(root.certificate());
  }

  private CertificateBuilder withKeys(CertificateBuilder certificate) {
    return keys.startsWith("RSA") ? certificate.rsa(2048) : certificate.ec("secp256r1");
  }

  private static X509ExtendedTrustManager trustManager(X509Certificate anchor)
      throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    anchors.setCertificateEntry("anchor", anchor);
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(anchors);
    return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
  }

  /** A server that nobody has met before: parsed, and its signature checked. */
  private X509Certificate[] stranger() throws CertificateException {
    next = (next + 1) % STRANGERS;
    return new X509Certificate[] {
      (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(strangers.get(next))),
      known[1]
    };
  }

  /** Every question of this library, of a server met before. */
  @Benchmark
  public CertificateVerdict knownEnforcedTls() {
    return verified(known);
  }

  /** The JDK's trust manager as it is asked in a handshake, without a name. */
  @Benchmark
  public Object knownJsse() throws CertificateException {
    jsse.checkServerTrusted(known, "UNKNOWN", (SSLEngine) null);
    return jsse;
  }

  /** Every question of this library, of a stranger. */
  @Benchmark
  public CertificateVerdict strangerEnforcedTls() throws CertificateException {
    return verified(stranger());
  }

  /** The JDK's trust manager, asked about a stranger. */
  @Benchmark
  public Object strangerJsse() throws CertificateException {
    jsse.checkServerTrusted(stranger(), "UNKNOWN", (SSLEngine) null);
    return jsse;
  }

  private CertificateVerdict verified(X509Certificate[] chain) {
    CertificateVerdict verdict =
        CertificateVerifier.verify(List.of(chain), reference, requirement, now);
    if (!verdict.isVerified()) {
      throw new IllegalStateException(verdict.toString());
    }
    return verdict;
  }
}
