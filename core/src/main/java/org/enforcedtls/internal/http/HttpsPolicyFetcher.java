package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.mtasts.PolicyFetch;
import org.enforcedtls.policy.mtasts.PolicyFetcher;
import org.enforcedtls.trust.TrustAnchors;

/**
 * Fetches policies of MTA-STS (RFC 8461 §3.3) over the DNS client, the address filter, the sockets
 * and the TLS engine of a client, under its trust anchors. Safe for use by several threads at once.
 */
public final class HttpsPolicyFetcher implements PolicyFetcher {
  private static final String PATH = "/.well-known/mta-sts.txt";

  /** What is cut short behind any line but the last may still be a policy, and a weaker one. */
  private static final BodyBounds BOUNDS = new BodyBounds(MAX_POLICY_OCTETS, BodyEnd.MARKED);

  private final HttpCaller caller;

  /**
   * How connections to policy hosts come about.
   *
   * @param dialler makes them
   * @param addresses finds where to, and refuses what points inwards
   * @param contexts of policy hosts alone
   * @param anchors the CAs that are approved now
   */
  public record Means(
      Dialler dialler,
      AddressFinder addresses,
      TlsContexts contexts,
      Supplier<TrustAnchors> anchors) {}

  /**
   * Fetches by these means.
   *
   * @param means how connections come about
   * @param limit for one fetch in all, but for the DNS, which has its own
   */
  public HttpsPolicyFetcher(Means means, Duration limit) {
    this.caller =
        new HttpCaller(
            means.dialler(),
            means.addresses(),
            new VerifiedTls(means.contexts(), means.anchors()),
            limit);
  }

  @Override
  public PolicyFetch fetch(Domain policyDomain) {
    try {
      HttpResponse response = caller.call(HttpRequest.get(locationOf(policyDomain)), BOUNDS);
      List<String> types = response.head().values("Content-Type");
      if (types.size() != 1 || !isPlainText(types.get(0))) {
        return failed(
            PolicyFinding.Kind.STS_CONTENT_TYPE,
            "expected content type text/plain, found "
                + (types.isEmpty() ? "none" : ForeignText.quoted(String.join(", ", types))));
      }
      return new PolicyFetch.Fetched(new String(response.body(), UTF_8));
    } catch (HttpException e) {
      return failed(kindOf(e.fault()), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failed(PolicyFinding.Kind.STS_UNREACHABLE, ForeignText.of(String.valueOf(e)));
    }
  }

  private static HttpLocation locationOf(Domain policyDomain) throws HttpException {
    try {
      return HttpLocation.https(Domain.of("mta-sts." + policyDomain), PATH);
    } catch (IllegalArgumentException tooLong) {
      throw new HttpException(
              HttpException.Fault.HOST_NOT_FOUND, String.valueOf(tooLong.getMessage()))
          .causedBy(tooLong);
    }
  }

  /** RFC 8461 §3.2: parameters are ignored. */
  private static boolean isPlainText(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().equalsIgnoreCase("text/plain");
  }

  private static PolicyFetch failed(PolicyFinding.Kind kind, String text) {
    return new PolicyFetch.Failed(new PolicyFinding(kind, text));
  }

  private static PolicyFinding.Kind kindOf(HttpException.Fault fault) {
    return switch (fault) {
      case HOST_NOT_FOUND -> PolicyFinding.Kind.STS_HOST_NOT_FOUND;
      case ADDRESS_REFUSED -> PolicyFinding.Kind.STS_ADDRESS_REFUSED;
      case UNREACHABLE -> PolicyFinding.Kind.STS_UNREACHABLE;
      case TLS_FAILED -> PolicyFinding.Kind.STS_TLS_FAILED;
      case NOT_VERIFIED -> PolicyFinding.Kind.STS_NOT_VERIFIED;
      case REDIRECT -> PolicyFinding.Kind.STS_REDIRECTED;
      case STATUS -> PolicyFinding.Kind.STS_STATUS;
      case TOO_LONG -> PolicyFinding.Kind.STS_TOO_LONG;
      case MALFORMED -> PolicyFinding.Kind.STS_RESPONSE_MALFORMED;
      case CONNECTION_LOST -> PolicyFinding.Kind.STS_CONNECTION_LOST;
      case TIMED_OUT -> PolicyFinding.Kind.STS_TIMED_OUT;
      case CANCELLED -> PolicyFinding.Kind.STS_CANCELLED;
    };
  }
}
