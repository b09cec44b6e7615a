package org.enforcedtls.testkit.mx;

import java.io.IOException;
import org.enforcedtls.testkit.ca.TestCa;

/** Shakes hands by a protocol and a suite, in a JVM of its own; prints what was negotiated. */
final class LegacyTlsProbe {
  private LegacyTlsProbe() {}

  /** Takes protocol and suite, again and again. */
  public static void main(String[] arguments) throws IOException {
    TestCa ca = TestCa.create("Test CA");
    for (int i = 0; i < arguments.length; i += 2) {
      String protocol = arguments[i];
      String suite = arguments[i + 1];
      try (ScriptedMx mx =
              ScriptedMx.builder()
                  .certificate(ca.certificate("mx.test").rsa(2048).issue())
                  .tlsProtocols(protocol)
                  .cipherSuites(suite)
                  .start();
          RawClient client = RawClient.greetedBy(mx)) {
        client.say("STARTTLS\r\n");
        client.startTls(ca.clientContext(), protocol, suite);
        client.say("NOOP\r\n");
        NegotiatedTls tls = mx.connections().get(0).tls().orElseThrow();
        System.out.println(tls.protocol() + " " + tls.cipherSuite());
      }
    }
  }
}
