package org.enforcedtls.sidebyside.enforced;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.AddressRange;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.PeerProgram;
import org.enforcedtls.tls.TlsEngine;
import org.enforcedtls.trust.TrustAnchors;

/** The two ways into this library. One client serves all workers, as in an application. */
public final class EnforcedTls {
  private EnforcedTls() {}

  /** How many messages of 10 kB fit between two hosts. */
  private static final int IN_FLIGHT = 6;

  /** Runs one of them. */
  public static void main(String[] args) {
    PeerProgram.run(
        args,
        Map.of(
            "enforced-tls",
            load -> Deliveries.peer(load, TlsEngine.jdk()),
            "enforced-tls-conscrypt",
            load -> Deliveries.peer(load, TlsEngine.conscrypt()),
            "enforced-tls-batch",
            load -> Batches.peer(load, 1),
            "enforced-tls-batch-in-flight",
            load -> Batches.peer(load, IN_FLIGHT),
            "enforced-tls-queue",
            load -> Queued.peer(load, 1),
            "enforced-tls-queue-in-flight",
            load -> Queued.peer(load, IN_FLIGHT),
            "enforced-tls-transport",
            Sends::peer));
  }

  static EnforcedTlsClientBuilder builder(Load load) {
    try {
      return EnforcedTlsClient.builder("client.side.example")
          .trustAnchors(TrustAnchors.fromPem(load.ca()))
          .dnsClient(new MemoryDns())
          .addressFilter(
              AddressFilter.publicOnly().allowing(List.of(AddressRange.of("127.0.0.0/8"))))
          .socketFactory(new SinkSockets(load.port()));
    } catch (IOException e) {
      throw new IllegalStateException("the CA cannot be read", e);
    }
  }
}
