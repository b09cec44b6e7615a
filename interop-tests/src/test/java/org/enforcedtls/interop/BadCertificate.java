package org.enforcedtls.interop;

import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;

/** A certificate with one fault, otherwise good for the host. */
enum BadCertificate {
  EXPIRED {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return ca.certificate(host).expired().issue();
    }
  },
  NOT_YET_VALID {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return ca.certificate(host).notYetValid().issue();
    }
  },
  WRONG_NAME {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return ca.issue("other.example");
    }
  },
  SELF_SIGNED {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return ca.certificate(host).selfSigned().issue();
    }
  },
  UNAPPROVED_CA {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return TestCa.create("Somebody's CA").issue(host);
    }
  },
  RSA_1024 {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return ca.certificate(host).rsa(1024).issue();
    }
  },
  SHA1_SIGNED {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return ca.certificate(host).sha1Signature().issue();
    }
  },
  NOT_FOR_SERVERS {
    @Override
    TestCertificate issue(TestCa ca, String host) {
      return ca.certificate(host).clientAuthenticationOnly().issue();
    }
  };

  abstract TestCertificate issue(TestCa ca, String host);
}
