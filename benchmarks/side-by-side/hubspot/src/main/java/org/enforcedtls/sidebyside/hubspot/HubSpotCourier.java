package org.enforcedtls.sidebyside.hubspot;

import com.hubspot.smtp.client.SmtpClientResponse;
import com.hubspot.smtp.client.SmtpSession;
import com.hubspot.smtp.client.SmtpSessionConfig;
import com.hubspot.smtp.client.SmtpSessionFactory;
import com.hubspot.smtp.client.SmtpSessionFactoryConfig;
import com.hubspot.smtp.messages.MessageContent;
import com.hubspot.smtp.messages.MessageContentEncoding;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.smtp.SmtpRequests;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.enforcedtls.sidebyside.contract.AsyncPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.MxHosts;
import org.jspecify.annotations.Nullable;

/** One session, open as long as its domain lasts; the message is ready. */
final class HubSpotCourier implements AsyncPeer.Courier {
  private final Load load;
  private final EventLoopGroup eventLoops;
  private final SSLContext tls;
  private final byte[] message;
  private @Nullable SmtpSession session;

  HubSpotCourier(Load load, EventLoopGroup eventLoops, SSLContext tls) {
    this.load = load;
    this.eventLoops = eventLoops;
    this.tls = tls;
    this.message = Content.message(load.octets());
  }

  @Override
  public CompletionStage<?> send(int domain) {
    SmtpSession open = session;
    return open != null
        ? send(open, domain)
        : connect(domain)
            .thenCompose(
                fresh -> {
                  session = fresh;
                  return send(fresh, domain);
                });
  }

  private CompletableFuture<SmtpClientResponse> send(SmtpSession open, int domain) {
    MessageContent content =
        MessageContent.of(Unpooled.wrappedBuffer(message), MessageContentEncoding.SEVEN_BIT);
    return open.send(Load.SENDER, load.recipientsIn(domain), content)
        .thenApply(HubSpotCourier::checked);
  }

  private CompletableFuture<SmtpSession> connect(int domain) {
    SmtpSessionConfig at =
        SmtpSessionConfig.builder()
            .remoteAddress(new InetSocketAddress(MxHosts.host(domain), load.port()))
            .build();
    return factory(MxHosts.host(domain))
        .connect(at)
        .thenCompose(greeting -> ehlo(checked(greeting)))
        .thenCompose(offer -> checked(offer).getSession().startTls())
        .thenCompose(secured -> ehlo(requireEncrypted(checked(secured))))
        .thenApply(offer -> checked(offer).getSession());
  }

  /** One for each host: the engine has to know the name that the certificate must have. */
  private SmtpSessionFactory factory(String host) {
    return new SmtpSessionFactory(
        SmtpSessionFactoryConfig.builder()
            .eventLoopGroup(eventLoops)
            .executor(SmtpSessionFactoryConfig.DIRECT_EXECUTOR)
            .sslEngineSupplier(() -> engine(host))
            .build());
  }

  private SSLEngine engine(String host) {
    SSLEngine engine = tls.createSSLEngine(host, load.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static CompletableFuture<SmtpClientResponse> ehlo(SmtpClientResponse response) {
    return response.getSession().send(SmtpRequests.ehlo("client.side.example"));
  }

  private static SmtpClientResponse requireEncrypted(SmtpClientResponse response) {
    if (!response.getSession().isEncrypted()) {
      throw new IllegalStateException("expected TLS");
    }
    return response;
  }

  private static SmtpClientResponse checked(SmtpClientResponse response) {
    if (response.containsError()) {
      throw new IllegalStateException("expected success, found " + response);
    }
    return response;
  }

  @Override
  public CompletionStage<?> leave(int domain) {
    return end();
  }

  @Override
  public CompletionStage<?> end() {
    SmtpSession open = session;
    session = null;
    return open == null
        ? CompletableFuture.completedStage(null)
        : open.send(SmtpRequests.quit()).thenCompose(bye -> open.close());
  }
}
