package org.enforcedtls.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.time.Deadline;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/**
 * The recursive resolvers: asks one after the other, in rounds, until one has an answer. Never
 * blocks. Safe for use by several threads at once.
 */
final class Resolvers {
  /** What fits into a datagram that no network on the way has to cut up. */
  private static final int MAX_UDP_OCTETS = 1232;

  /** Parsing is bounded by 64 KiB, so dnsjava's own thread may do it. */
  private static final Executor THREAD_OF_DNSJAVA = Runnable::run;

  private final List<SimpleResolver> servers;
  private final Duration queryTimeout;
  private final int tries;

  /** The resolver that answered last: a dead one costs a time-out once, not at each look-up. */
  private volatile int first;

  private record Asking(
      Record question, Deadline deadline, int begin, int done, Response.Failed last) {
    Asking after(String resolver, Response.Failed failed) {
      String before = done == 0 ? "" : last.detail() + "; ";
      String detail = before + resolver + " " + failed.detail();
      return new Asking(
          question, deadline, begin, done + 1, new Response.Failed(failed.fault(), detail));
    }
  }

  private Resolvers(List<SimpleResolver> servers, Duration queryTimeout, int tries) {
    this.servers = servers;
    this.queryTimeout = queryTimeout;
    this.tries = tries;
  }

  static Resolvers of(List<InetSocketAddress> addresses, Duration queryTimeout, int rounds) {
    List<SimpleResolver> servers =
        addresses.stream().map(address -> resolver(address, queryTimeout)).toList();
    return new Resolvers(servers, queryTimeout, rounds * servers.size());
  }

  private static SimpleResolver resolver(InetSocketAddress address, Duration queryTimeout) {
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTimeout(queryTimeout);
    resolver.setEDNS(0, MAX_UDP_OCTETS, 0, List.of());
    return resolver;
  }

  CompletableFuture<Response> ask(Record question, Deadline deadline) {
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
    return CompletableFuture.completedFuture(Message.newQuery(asking.question()))
        .thenCompose(query -> resolver.sendAsync(query, THREAD_OF_DNSJAVA))
        .orTimeout(asking.deadline().remaining(queryTimeout).toNanos(), TimeUnit.NANOSECONDS)
        .handle(Response::of);
  }

  private static String text(InetSocketAddress resolver) {
    return ForeignText.of(resolver.getAddress().getHostAddress() + ":" + resolver.getPort());
  }
}
