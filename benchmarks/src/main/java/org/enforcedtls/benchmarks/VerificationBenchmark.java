package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
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
  /** The kind of all keys. */
  @Param({"RSA-2048", "EC-P256"})
  public String keys;

  private X509Certificate[] chain;
  private CertificateRequirement requirement;
  private ReferenceIdentifier reference;
  private X509ExtendedTrustManager jsse;
  private Instant now;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init")
  public VerificationBenchmark() {}

  /** Makes a chain and both verifiers. */
  @Setup
  public void prepare() throws GeneralSecurityException, IOException {
    TestCa root = withKeys(TestCa.root("Root", InstantSource.system())).issueAuthority();
    TestCa intermediate = withKeys(root.authority("Intermediate")).issueAuthority();
    chain =
        withKeys(intermediate.certificate("mx.fi.example"))
            .issue()
            .chain()
            .toArray(X509Certificate[]::new);
    now = Instant.now();
    requirement =
        CertificateRequirement.builder(TrustAnchors.of(List.of(root.certificate()))).build();
    reference = ReferenceIdentifier.of(Domain.of("mx.fi.example"));
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
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(anchors);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  /** Every question of this library, and all answers. */
  @Benchmark
  public CertificateVerdict enforcedTls() {
    CertificateVerdict verdict =
        CertificateVerifier.verify(List.of(chain), reference, requirement, now);
    if (!verdict.isVerified()) {
      throw new IllegalStateException(verdict.toString());
    }
    return verdict;
  }

  /** The JDK's trust manager as it is asked in a handshake, without a name. */
  @Benchmark
  public X509ExtendedTrustManager jsse() throws CertificateException {
    jsse.checkServerTrusted(chain, "UNKNOWN", (SSLEngine) null);
    return jsse;
  }
}
