package org.enforcedtls.interop;

import static org.enforcedtls.interop.PostfixScene.FIRST;

import java.time.InstantSource;
import java.util.Map;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;

/** Postfix as it can be told to be: what it presents, and what it can do. */
enum EnginePeer {
  ECDSA,
  RSA {
    @Override
    TestCertificate certificate(TestCa root) {
      return root.certificate(FIRST).rsa(2048).issue();
    }
  },
  TLS_1_2_ONLY {
    @Override
    Map<String, String> settings() {
      return Map.of("smtpd_tls_protocols", "TLSv1.2");
    }
  },
  TLS_1_3_ONLY {
    @Override
    Map<String, String> settings() {
      return Map.of("smtpd_tls_protocols", "TLSv1.3");
    }
  },
  STATIC_RSA_ONLY {
    @Override
    Map<String, String> settings() {
      return Map.of(
          "smtpd_tls_ciphers", "medium",
          "smtpd_tls_protocols", "TLSv1.2",
          "tls_medium_cipherlist", "AES128-SHA:@SECLEVEL=0");
    }

    @Override
    TestCertificate certificate(TestCa root) {
      return RSA.certificate(root);
    }
  },
  /** Every signature of the chain is RSASSA-PSS, the keys are plain RSA. */
  PSS_SIGNATURES {
    @Override
    TestCa root() {
      return rsaRoot().pssSignature().issueAuthority();
    }

    @Override
    TestCertificate certificate(TestCa root) {
      TestCa issuing = root.authority("Issuing CA").rsa(2048).pssSignature().issueAuthority();
      return issuing.certificate(FIRST).rsa(2048).pssSignature().issue();
    }
  },
  PSS_SIGNATURES_TLS_1_2 {
    @Override
    TestCa root() {
      return PSS_SIGNATURES.root();
    }

    @Override
    TestCertificate certificate(TestCa root) {
      return PSS_SIGNATURES.certificate(root);
    }

    @Override
    Map<String, String> settings() {
      return TLS_1_2_ONLY.settings();
    }
  },
  /** The host's key says that it is for RSASSA-PSS alone. */
  PSS_KEY {
    @Override
    TestCa root() {
      return rsaRoot().issueAuthority();
    }

    @Override
    TestCertificate certificate(TestCa root) {
      return root.certificate(FIRST).rsaPss(2048).issue();
    }
  },
  PSS_KEY_TLS_1_2 {
    @Override
    TestCa root() {
      return PSS_KEY.root();
    }

    @Override
    TestCertificate certificate(TestCa root) {
      return PSS_KEY.certificate(root);
    }

    @Override
    Map<String, String> settings() {
      return TLS_1_2_ONLY.settings();
    }
  },
  INTERMEDIATE_PRESENTED {
    @Override
    TestCertificate certificate(TestCa root) {
      return root.intermediate("Issuing CA").issue(FIRST);
    }
  },
  INTERMEDIATE_MISSING {
    @Override
    TestCertificate certificate(TestCa root) {
      TestCertificate whole = INTERMEDIATE_PRESENTED.certificate(root);
      return whole.presenting(whole.certificate());
    }
  },
  /** Upper intermediate before the lower, a stranger's in between, and the root. */
  WRONG_ORDER_AND_EXTRAS {
    @Override
    TestCertificate certificate(TestCa root) {
      TestCa upper = root.intermediate("Upper CA");
      TestCa lower = upper.intermediate("Lower CA");
      TestCa stranger = TestCa.create("Somebody's CA").intermediate("Somebody's issuing CA");
      TestCertificate host = lower.issue(FIRST);
      return host.presenting(
          host.certificate(),
          root.certificate(),
          upper.certificate(),
          stranger.certificate(),
          lower.certificate());
    }
  },
  /** As {@link #WRONG_ORDER_AND_EXTRAS}, without the one that links it to the root. */
  WRONG_ORDER_AND_A_GAP {
    @Override
    TestCertificate certificate(TestCa root) {
      TestCa upper = root.intermediate("Upper CA");
      TestCa lower = upper.intermediate("Lower CA");
      TestCertificate host = lower.issue(FIRST);
      return host.presenting(host.certificate(), root.certificate(), lower.certificate());
    }
  };

  TestCa root() {
    return TestCa.create("Interop CA");
  }

  TestCertificate certificate(TestCa root) {
    return root.issue(FIRST);
  }

  Map<String, String> settings() {
    return Map.of();
  }

  private static CertificateBuilder rsaRoot() {
    return TestCa.root("Interop CA", InstantSource.system()).rsa(2048);
  }
}
