package org.enforcedtls.testkit.mx;

import java.io.IOException;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;

/** An MX host with one fault, and the clients that meet it. */
final class FaultyMx {
  static final TestCa CA = TestCa.create("Test CA");
  static final TestCertificate CERTIFICATE = CA.issue("mx.test");

  /** What a client meets. */
  interface Encounter {
    void with(ScriptedMx mx) throws IOException;
  }

  private FaultyMx() {}

  static void meet(MxFault fault, Encounter encounter) throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CERTIFICATE).fault(fault).start()) {
      encounter.with(mx);
    }
  }

  static RawClient inTls(ScriptedMx mx) throws IOException {
    return RawClient.inTls(mx, CA.clientContext());
  }
}
