package org.enforcedtls.sidebyside.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import java.util.concurrent.CompletionStage;
import org.enforcedtls.sidebyside.contract.AsyncPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.jspecify.annotations.Nullable;

/** Sends through the client of its domain. It takes no ready message, but makes one of the text. */
final class VertxCourier implements AsyncPeer.Courier {
  private static final int LARGE_OCTETS = 1_000_000;

  private final Load load;
  private final VertxClients clients;
  private final String text;
  private @Nullable MailClient own;

  VertxCourier(Load load, VertxClients clients) {
    this.load = load;
    this.clients = clients;
    // Base64 makes four octets of three.
    this.text = Content.text(isLarge() ? load.octets() / 4 * 3 : load.octets());
  }

  private boolean isLarge() {
    return load.octets() >= LARGE_OCTETS;
  }

  @Override
  public CompletionStage<?> send(int domain) {
    MailClient client = own;
    if (load.isOneDomain()) {
      client = clients.first();
    } else if (client == null) {
      client = clients.create(domain, 1);
      own = client;
    }
    return client.sendMail(message(domain)).toCompletionStage();
  }

  private MailMessage message(int domain) {
    MailMessage message =
        new MailMessage()
            .setFrom(Load.SENDER)
            .setTo(load.recipientsIn(domain))
            .setSubject("side by side");
    return isLarge()
        ? message
            .setText("see the attachment")
            .setAttachment(
                MailAttachment.create()
                    .setName("large")
                    .setContentType("application/octet-stream")
                    .setData(Buffer.buffer(text.getBytes(US_ASCII))))
        : message.setText(text);
  }

  @Override
  public CompletionStage<?> leave(int domain) {
    return end();
  }

  @Override
  public CompletionStage<?> end() {
    MailClient client = own;
    own = null;
    return (client == null ? Future.<Void>succeededFuture() : client.close()).toCompletionStage();
  }
}
