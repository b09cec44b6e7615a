package org.enforcedtls.sidebyside.hubspot;

import io.netty.channel.nio.NioEventLoopGroup;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.enforcedtls.sidebyside.contract.AsyncPeer;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;
import org.enforcedtls.sidebyside.contract.PeerProgram;
import org.enforcedtls.sidebyside.contract.RunCa;

/** Runs NioSmtpClient. */
public final class HubSpot {
  private HubSpot() {}

  /** Runs it. */
  public static void main(String[] args) {
    PeerProgram.run(args, Map.of("hubspot", HubSpot::peer));
  }

  private static Peer peer(Load load) {
    NioEventLoopGroup eventLoops = new NioEventLoopGroup();
    SSLContext tls = RunCa.context(load.ca());
    return new AsyncPeer(
        load,
        worker -> new HubSpotCourier(load, eventLoops, tls),
        () -> eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await());
  }
}
