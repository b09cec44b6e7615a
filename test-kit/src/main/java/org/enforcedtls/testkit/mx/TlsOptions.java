package org.enforcedtls.testkit.mx;

import java.util.List;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.jspecify.annotations.Nullable;

/** What a builder was told about TLS. For one thread. */
final class TlsOptions {
  private @Nullable TestCertificate certificate;
  private List<String> protocols = List.of();
  private List<String> cipherSuites = List.of();
  private ClientCertificateDemand demand = ClientCertificateDemand.NOT_REQUESTED;

  void certificate(TestCertificate presented) {
    certificate = presented;
  }

  void protocols(List<String> names) {
    protocols = names;
  }

  void cipherSuites(List<String> names) {
    cipherSuites = names;
  }

  void demand(ClientCertificateDemand how) {
    demand = how;
  }

  /** Null without a certificate. */
  @Nullable TlsSetup setup() {
    if (certificate == null) {
      return null;
    }
    return new TlsSetup(certificate.sslContext(), protocols, cipherSuites, demand);
  }
}
