package org.enforcedtls.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.route.HostAddresses;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Exchange;
import org.enforcedtls.internal.wire.StepTimer.Expiry;
import org.enforcedtls.outcome.Cause;

/**
 * Does exchanges with servers whose names others chose. It dials the very addresses that it looked
 * up and checked: to have a name looked up again, as the JDK's client would, would let the DNS give
 * another answer after the check. Safe for use by several threads at once.
 */
final class HttpCaller {
  private final Dialler dialler;
  private final AddressFinder addresses;
  private final Duration limit;

  /**
   * Calls by these means.
   *
   * @param dialler makes connections
   * @param addresses finds where to, and refuses what points inwards
   * @param limit for one call in all; a look-up in the DNS has bounds of its own, and what it took
   *     is taken off
   */
  HttpCaller(Dialler dialler, AddressFinder addresses, Duration limit) {
    this.dialler = dialler;
    this.addresses = addresses;
    this.limit = limit;
  }

  /**
   * Sends a request and reads the response. Blocking.
   *
   * @param maxBodyOctets a longer body is refused
   * @throws IOException if there is no response with status 200 in time; the message says why
   */
  HttpResponse call(HttpRequest request, int maxBodyOctets) throws IOException {
    Deadline deadline = Deadline.in(limit);
    HostAddresses found = addresses.addressesOf(request.location().host());
    List<InetAddress> usable = found.addressesToDial();
    if (usable.isEmpty()) {
      throw new IOException(
          found.causes().stream().map(Cause::text).collect(Collectors.joining("; ")));
    }
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < usable.size(); i++) {
      InetSocketAddress server = new InetSocketAddress(usable.get(i), request.location().port());
      // An address that never answers must leave time for the next one.
      Duration patience = deadline.remaining().dividedBy(usable.size() - i);
      try (Exchange exchange = dialler.prepareExchange(deadline)) {
        try {
          exchange.connect(server, patience);
        } catch (IOException e) {
          failures.add(server.getAddress().getHostAddress() + ": " + why(exchange, deadline, e));
          continue;
        }
        try {
          return converse(exchange, request, maxBodyOctets);
        } catch (IOException e) {
          throw new IOException(why(exchange, deadline, e), e);
        }
      }
    }
    throw new IOException(String.join("; ", failures));
  }

  private static HttpResponse converse(Exchange exchange, HttpRequest request, int maxBodyOctets)
      throws IOException {
    OutputStream out = exchange.out();
    out.write(request.octets());
    out.flush();
    return new HttpResponseReader(exchange.in(), maxBodyOctets).read();
  }

  private String why(Exchange exchange, Deadline deadline, IOException e) {
    if (exchange.expiry().filter(Expiry.CANCELLED::equals).isPresent()) {
      return "the client was closed";
    }
    return exchange.expiry().isPresent() || deadline.hasPassed()
        ? "not done within " + limit
        : ForeignText.of(String.valueOf(e.getMessage()));
  }
}
