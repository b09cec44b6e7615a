package org.enforcedtls.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/**
 * What dnsjava's validation asks: the resolvers of the client, within the budget of the validation
 * that a question belongs to. Safe for use by several threads at once.
 */
final class UpstreamResolver implements Resolver {
  /** Carries a failure through dnsjava; the budget has it as well. */
  private static final class QuestionFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    QuestionFailedException(Response.Failed failed) {
      super(failed.detail());
    }
  }

  private final Questions upstream;

  UpstreamResolver(Questions upstream) {
    this.upstream = upstream;
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    ValidationBudget budget = (ValidationBudget) executor;
    Optional<Response.Failed> spent = budget.spend();
    CompletableFuture<Response> response =
        spent.isPresent()
            ? CompletableFuture.completedFuture(spent.get())
            : upstream.ask(query.getQuestion(), budget.deadline());
    return response.thenComposeAsync(answer -> messageOf(answer, budget), budget);
  }

  private static CompletionStage<Message> messageOf(Response response, ValidationBudget budget) {
    Response bounded =
        response instanceof Response.Usable usable ? MessageBounds.hold(usable) : response;
    if (bounded instanceof Response.Usable usable) {
      return CompletableFuture.completedFuture(usable.message());
    }
    Response.Failed failed = (Response.Failed) bounded;
    budget.failed(failed);
    return CompletableFuture.failedFuture(new QuestionFailedException(failed));
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    throw new IllegalStateException("a question of a validation without its budget");
  }

  /** Time-outs are those of the client's resolvers, as all of what follows. */
  @Override
  public void setTimeout(Duration timeout) {}

  @Override
  public void setPort(int port) {}

  @Override
  public void setTCP(boolean flag) {}

  @Override
  public void setIgnoreTruncation(boolean flag) {}

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

  @Override
  public void setTSIGKey(TSIG key) {}
}
