package org.enforcedtls.sidebyside.enforced;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.AddressRange;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.PeerProgram;
import org.enforcedtls.trust.TrustAnchors;

/** The two ways into this library. One client serves all workers, as in an application. */
public final class EnforcedTls {
  private EnforcedTls() {}

  /** Runs one of them. */
  public static void main(String[] args) {
    PeerProgram.run(
        args, Map.of("enforced-tls", Deliveries::peer, "enforced-tls-transport", Sends::peer));
  }

  static EnforcedTlsClient client(Load load) {
    try {
      return EnforcedTlsClient.builder("client.side.example")
          .trustAnchors(TrustAnchors.fromPem(load.ca()))
          .dnsClient(new MemoryDns())
          .addressFilter(
              AddressFilter.publicOnly().allowing(List.of(AddressRange.of("127.0.0.0/8"))))
          .socketFactory(new SinkSockets(load.port()))
          .build();
    } catch (IOException e) {
      throw new IllegalStateException("the CA cannot be read", e);
    }
  }
}
