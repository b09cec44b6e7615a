package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.dns.DnsCacheBounds;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.Tlsa;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scene whose domain fi.example is a signed zone, and a client that obeys DANE. */
abstract class DaneScene {
  static final String FI = "fi.example";
  static final String TO = "inbox@fi.example";
  static final String MX = "mx.fi.example";
  static final String MX2 = "mx2.fi.example";
  static final String A1 = "192.0.2.1";
  static final String A2 = "192.0.2.2";

  final Scene scene = new Scene();

  @BeforeEach
  void sign() throws IOException {
    scene.dns().zone(FI, ZoneSigning.SIGNED);
    validating();
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  void validating() throws IOException {
    use(DnssecPosture.validating(DnssecAnchors.parse("test", scene.dns().trustAnchor())));
  }

  void use(DnssecPosture posture) {
    scene
        .client()
        .dane(DaneUse.WHERE_PUBLISHED)
        .dnsClient(
            DnsClient.builder()
                .resolvers(List.of(scene.dns().socketAddress()))
                .rounds(1)
                .cache(DnsCacheBounds.off())
                .dnssec(posture)
                .build());
  }

  TestCertificate selfSigned(String name) {
    return scene.ca().certificate(name).selfSigned().issue();
  }

  ScriptedMx start(String name, String address, TestCertificate certificate) throws IOException {
    return scene.mx(FI, 10, name, address, scene.host(name).certificate(certificate));
  }

  static String ee(TestCertificate certificate) {
    return Tlsa.daneEe(certificate.certificate());
  }

  static Attempt last(RecipientOutcome outcome) {
    List<Attempt> attempts = outcome.trace().attempts();
    return attempts.get(attempts.size() - 1);
  }

  static void assertHeld(RecipientOutcome outcome, CauseCode code) {
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.failure().map(Cause::code)).as("%s", outcome).contains(code);
  }

  void row(TlsPolicy policy) {
    scene.client().policies(domain -> PolicyAnswer.Found.of(policy));
  }
}
