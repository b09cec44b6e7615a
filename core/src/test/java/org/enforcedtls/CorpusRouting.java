package org.enforcedtls;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ScriptedMx;

/** What the corpus says of DNS and network, in the words of the test kit. */
final class CorpusRouting {
  private static final String DOMAIN = "y.test";
  private static final String MX1 = "mx1.y.test";
  private static final String MX2 = "mx2.y.test";
  private static final String A1 = "192.0.2.1";
  private static final String A2 = "192.0.2.2";

  private final Scene scene;

  CorpusRouting(Scene scene) {
    this.scene = scene;
  }

  void arrange(String situation) throws IOException {
    switch (situation) {
      case "mx1 refused" -> {
        deadFirst();
        scene.network().refused(A1);
      }
      case "mx1 blackhole, mx2 ok" -> {
        deadFirst();
        scene.network().blackhole(A1);
      }
      case "A only" -> {
        ScriptedMx mx = good(DOMAIN, 10, DOMAIN, A1);
        scene.dns().remove(DOMAIN, "MX");
        scene.network().host(A1, mx);
      }
      case "SERVFAIL" -> scene.dns().behave(DOMAIN, "MX", DnsBehaviour.SERVFAIL);
      case "MX 10 192.0.2.1" -> scene.dns().add(DOMAIN, "MX", "10 192.0.2.1.");
      case "mx1,mx2 both 10" -> {
        good(DOMAIN, 10, MX1, A1);
        good(DOMAIN, 10, MX2, A2);
      }
      case "mx1 not listed, mx2 listed" -> {
        good(DOMAIN, 10, MX1, A1);
        good(DOMAIN, 20, MX2, A2);
        list(MX2);
      }
      case "mx1 bad" -> {
        scene.mx(
            DOMAIN,
            10,
            MX1,
            A1,
            ScriptedMx.builder().certificate(scene.ca().certificate(MX1).expired().issue()));
        good(DOMAIN, 20, MX2, A2);
      }
      case "mx1 550" -> {
        scene.mx(DOMAIN, 10, MX1, A1, scene.host(MX1).on(Cue.RCPT, "550 5.1.1 no\r\n"));
        good(DOMAIN, 20, MX2, A2);
      }
      case "AAAA dead, A ok" -> {
        good(DOMAIN, 10, MX1, A1);
        scene.dns().address(MX1, "2001:db8::1");
        scene.network().unreachable("2001:db8::1");
      }
      case "AAAA only" -> good(DOMAIN, 10, MX1, "2001:db8::1");
      default -> throw new IllegalArgumentException("the corpus has a new situation: " + situation);
    }
  }

  private void deadFirst() throws IOException {
    scene.dns().mx(DOMAIN, 10, MX1).address(MX1, A1);
    good(DOMAIN, 20, MX2, A2);
  }

  private ScriptedMx good(String domain, int preference, String name, String address)
      throws IOException {
    return scene.mx(domain, preference, name, address, scene.host(name));
  }

  /** Has the local row admit this host alone. */
  void list(String host) {
    TlsPolicy row =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:1"))
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of(host)))))
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(row));
  }
}
