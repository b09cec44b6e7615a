package org.enforcedtls.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.time.Deadline;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/**
 * The recursive resolvers: asks one after the other, in rounds, until one has an answer. Never
 * blocks. Safe for use by several threads at once.
 */
final class Resolvers implements Questions {
  /** What fits into a datagram that no network on the way has to cut up. */
  private static final int MAX_UDP_OCTETS = 1232;

  /** Parsing is bounded by 64 KiB, so dnsjava's own thread may do it. */
  private static final Executor THREAD_OF_DNSJAVA = Runnable::run;

  /** What is asked of a resolver beside the question. */
  enum Form {
    /** The answer, and nothing about DNSSEC. */
    PLAIN,
    /** RFC 6840 §5.7: the AD bit in a query asks for it in the answer, without signatures. */
    WITH_AD,
    /** RFC 4035 §3.2: signatures too (DO), also of what the resolver finds wrong (CD). */
    WITH_SIGNATURES
  }

  private final List<SimpleResolver> servers;
  private final Form form;
  private final Duration queryTimeout;
  private final int tries;

  /** The resolver that answered last: a dead one costs a time-out once, not at each look-up. */
  private volatile int first;

  private record Asking(
      Record question, Deadline deadline, int begin, int done, Response.Failed last) {
    Asking after(String resolver, Response.Failed failed) {
      String before = done == 0 ? "" : last.detail() + "; ";
      String detail = before + resolver + " " + failed.detail();
      LookupFault fault = last.fault() == LookupFault.BOGUS ? last.fault() : failed.fault();
      return new Asking(
          question,
          deadline,
          begin,
          done + 1,
          new Response.Failed(fault, detail, failed.extendedErrors()));
    }
  }

  private Resolvers(List<SimpleResolver> servers, Form form, Duration queryTimeout, int tries) {
    this.servers = servers;
    this.form = form;
    this.queryTimeout = queryTimeout;
    this.tries = tries;
  }

  static Resolvers of(
      List<InetSocketAddress> addresses, Form form, Duration queryTimeout, int rounds) {
    List<SimpleResolver> servers =
        addresses.stream().map(address -> resolver(address, form, queryTimeout)).toList();
    return new Resolvers(servers, form, queryTimeout, rounds * servers.size());
  }

  private static SimpleResolver resolver(
      InetSocketAddress address, Form form, Duration queryTimeout) {
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTimeout(queryTimeout);
    int flags = form == Form.WITH_SIGNATURES ? ExtendedFlags.DO : 0;
    resolver.setEDNS(0, MAX_UDP_OCTETS, flags, List.of());
    return resolver;
  }

  @Override
  public CompletableFuture<Response> ask(Record question, Deadline deadline) {
    Response.Failed none = new Response.Failed(LookupFault.TIMED_OUT, "no time left");
    return next(new Asking(question, deadline, first, 0, none));
  }

  private CompletableFuture<Response> next(Asking asking) {
    if (asking.done() == tries || asking.deadline().hasPassed()) {
      return CompletableFuture.completedFuture(asking.last());
    }
    int index = (asking.begin() + asking.done()) % servers.size();
    SimpleResolver resolver = servers.get(index);
    return query(resolver, asking)
        .thenCompose(
            response -> {
              if (response instanceof Response.Failed failed) {
                return next(asking.after(text(resolver.getAddress()), failed));
              }
              first = index;
              return CompletableFuture.completedFuture(response);
            });
  }

  /** Each query has a new random identifier and a new random port (RFC 5452 §9.2). */
  private CompletableFuture<Response> query(SimpleResolver resolver, Asking asking) {
    return CompletableFuture.completedFuture(newQuery(asking.question()))
        .thenCompose(query -> resolver.sendAsync(query, THREAD_OF_DNSJAVA))
        .orTimeout(asking.deadline().remaining(queryTimeout).toNanos(), TimeUnit.NANOSECONDS)
        .handle(Response::of)
        .thenApply(this::withStateOf);
  }

  private Message newQuery(Record question) {
    Message query = Message.newQuery(question);
    switch (form) {
      case PLAIN -> {}
      case WITH_AD -> query.getHeader().setFlag(Flags.AD);
      case WITH_SIGNATURES -> query.getHeader().setFlag(Flags.CD);
    }
    return query;
  }

  /** The AD bit means something only in the one form, where the resolver is a trusted one. */
  private Response withStateOf(Response response) {
    if (form != Form.WITH_AD) {
      return response;
    }
    if (response instanceof Response.Usable usable) {
      boolean isSecure = usable.message().getHeader().getFlag(Flags.AD);
      return new Response.Usable(
          usable.message(), isSecure ? DnssecState.SECURE : DnssecState.INSECURE);
    }
    Response.Failed failed = (Response.Failed) response;
    boolean isBogus =
        failed.fault() == LookupFault.SERVER_FAILURE
            && failed.extendedErrors().stream().anyMatch(ExtendedDnsError::isOfDnssec);
    return isBogus
        ? new Response.Failed(LookupFault.BOGUS, failed.detail(), failed.extendedErrors())
        : failed;
  }

  private static String text(InetSocketAddress resolver) {
    return ForeignText.of(resolver.getAddress().getHostAddress() + ":" + resolver.getPort());
  }
}
