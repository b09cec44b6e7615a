package org.enforcedtls.sidebyside.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.Set;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.MxHosts;

/** Makes clients that insist on STARTTLS, verify the certificate and check its name. */
final class VertxClients {
  private final Vertx vertx;
  private final Load load;
  private final MailClient first;

  VertxClients(Vertx vertx, Load load) {
    this.vertx = vertx;
    this.load = load;
    this.first = create(0, load.workers());
  }

  /** The client of the only domain, whose pool has a connection for each worker. */
  MailClient first() {
    return first;
  }

  MailClient create(int domain, int connections) {
    MailConfig config =
        new MailConfig()
            .setHostname(MxHosts.host(domain))
            .setPort(load.port())
            .setOwnHostname("client.side.example")
            .setStarttls(StartTLSOptions.REQUIRED)
            .setMaxPoolSize(connections)
            .setKeepAlive(true);
    config
        .setTrustOptions(new PemTrustOptions().addCertPath(load.ca().toString()))
        .setHostnameVerificationAlgorithm("HTTPS")
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
    return MailClient.create(vertx, config);
  }
}
