package org.enforcedtls.sidebyside.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.sidebyside.contract.AsyncPeer;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;
import org.enforcedtls.sidebyside.contract.PeerProgram;

/** Runs Vert.x. */
public final class VertxMail {
  private VertxMail() {}

  /** Runs it. */
  public static void main(String[] args) {
    PeerProgram.run(args, Map.of("vertx", VertxMail::peer));
  }

  private static Peer peer(Load load) {
    // It has a resolver of its own, which reads the same file as the JDK's.
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(
                    new AddressResolverOptions()
                        .setHostsPath(System.getProperty("jdk.net.hosts.file"))));
    VertxClients clients = new VertxClients(vertx, load);
    return new AsyncPeer(
        load,
        worker -> new VertxCourier(load, clients),
        () -> vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES));
  }
}
