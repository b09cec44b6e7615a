package org.enforcedtls.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.enforcedtls.internal.http.HttpException.Fault;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.route.HostAddresses;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Exchange;
import org.enforcedtls.internal.wire.ProtocolException;
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
  private final HttpSecurity security;
  private final Duration limit;

  /**
   * Calls by these means.
   *
   * @param dialler makes connections
   * @param addresses finds where to, and refuses what points inwards
   * @param security comes between the connection and the request
   * @param limit for one call in all; a look-up in the DNS has bounds of its own, and what it took
   *     is taken off
   */
  HttpCaller(Dialler dialler, AddressFinder addresses, HttpSecurity security, Duration limit) {
    this.dialler = dialler;
    this.addresses = addresses;
    this.security = security;
    this.limit = limit;
  }

  /**
   * Sends a request and reads the response. Blocking.
   *
   * @param bounds another body is refused
   * @throws HttpException if there is no response in time that grants what the request wants; the
   *     message says why
   * @throws IOException if no socket could be made
   */
  HttpResponse call(HttpRequest request, BodyBounds bounds) throws IOException {
    Deadline deadline = Deadline.in(limit);
    List<InetAddress> usable = addressesOf(request);
    List<String> failures = new ArrayList<>();
    Fault last = Fault.UNREACHABLE;
    for (int i = 0; i < usable.size(); i++) {
      InetSocketAddress server = new InetSocketAddress(usable.get(i), request.location().port());
      // An address that never answers must leave time for the next one.
      Duration patience = deadline.remaining().dividedBy(usable.size() - i);
      try (Exchange exchange = dialler.prepareExchange(deadline)) {
        try {
          exchange.connect(server, patience);
        } catch (IOException e) {
          last = expired(exchange, deadline, Fault.UNREACHABLE);
          failures.add(server.getAddress().getHostAddress() + ": " + why(last, e));
          continue;
        }
        try {
          return converse(exchange, request, bounds);
        } catch (IOException e) {
          Fault fault = expired(exchange, deadline, faultOf(e));
          throw new HttpException(fault, why(fault, e)).causedBy(e);
        }
      }
    }
    throw new HttpException(last, String.join("; ", failures));
  }

  private List<InetAddress> addressesOf(HttpRequest request) throws HttpException {
    HostAddresses found = addresses.addressesOf(request.location().host());
    List<InetAddress> usable = found.addressesToDial();
    if (usable.isEmpty()) {
      throw new HttpException(
          found instanceof HostAddresses.AllRefused ? Fault.ADDRESS_REFUSED : Fault.HOST_NOT_FOUND,
          found.causes().stream().map(Cause::text).collect(Collectors.joining("; ")));
    }
    return usable;
  }

  private HttpResponse converse(Exchange exchange, HttpRequest request, BodyBounds bounds)
      throws IOException {
    security.secure(exchange, request.location().host());
    OutputStream out = exchange.out();
    out.write(request.octets());
    out.flush();
    return new HttpResponseReader(exchange.in(), bounds).read(request.want());
  }

  private static Fault faultOf(IOException e) {
    if (e instanceof HttpException known) {
      return known.fault();
    }
    if (e instanceof ProtocolException) {
      return Fault.MALFORMED;
    }
    return e instanceof SSLException ? Fault.TLS_FAILED : Fault.CONNECTION_LOST;
  }

  /** Whatever an exchange was blocked in when it was ended from here fails in its own way. */
  private static Fault expired(Exchange exchange, Deadline deadline, Fault otherwise) {
    if (exchange.expiry().filter(Expiry.CANCELLED::equals).isPresent()) {
      return Fault.CANCELLED;
    }
    return exchange.expiry().isPresent() || deadline.hasPassed() ? Fault.TIMED_OUT : otherwise;
  }

  private String why(Fault fault, IOException e) {
    return switch (fault) {
      case CANCELLED -> "the client was closed";
      case TIMED_OUT -> "not done within " + limit;
      default -> ForeignText.of(String.valueOf(e.getMessage()));
    };
  }
}
