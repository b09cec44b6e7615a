package org.enforcedtls.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Watchdog;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.PolicyFinding.Kind;
import org.enforcedtls.policy.mtasts.PolicyFetch;
import org.enforcedtls.policy.mtasts.PolicyFetcher;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.testkit.sts.PolicyHostFault;
import org.enforcedtls.tls.TlsEngine;
import org.enforcedtls.trust.OnlineVerifier;
import org.enforcedtls.trust.RevocationFetcher;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpsPolicyFetcherTest {
  private static final Domain DOMAIN = Domain.of("fi.example");
  private static final String HOST = "mta-sts.fi.example";
  private static final String ADDRESS = "192.0.2.9";
  private static final String POLICY = PolicyHost.enforcing("mx.fi.example");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration IMPATIENCE = Duration.ofMillis(700);
  private static final TestCa CA = TestCa.create("Policy CA");

  /** Those that go on until somebody has had enough. */
  private static final Set<PolicyHostFault> ENDLESS =
      EnumSet.of(PolicyHostFault.SLOW_DRIP, PolicyHostFault.SILENT);

  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final Watchdog watchdog = new Watchdog();
  private final PolicyHost host = PolicyHost.start(CA.issue(HOST), POLICY);

  @BeforeEach
  void connect() {
    dns.address(HOST, ADDRESS);
    network.server(ADDRESS, 443, host.address());
  }

  @AfterEach
  void stop() {
    host.close();
    watchdog.close();
    network.close();
    dns.close();
  }

  @Test
  void policyComesOverTheDnsTheSocketsAndTheAnchorsOfTheClient() {
    assertThat(fetch(PATIENCE)).isEqualTo(new PolicyFetch.Fetched(POLICY));
    assertThat(network.dials()).containsExactly(new InetSocketAddress(ADDRESS, 443));
    assertThat(host.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.serverName()).isEqualTo(HOST);
              assertThat(request.head())
                  .startsWith(
                      "GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: mta-sts.fi.example\r\n");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\ncontent-type: TEXT/Plain ;charset=utf-8\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\nContent-Type: text/plain\nTransfer-Encoding: chunked\n\n1\nx\n0\n\n",
        "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
            + "Content-Length: 1\r\n\r\nx",
      })
  void policyIsReadHoweverItIsFramed(String response) {
    host.response(response);
    assertThat(fetch(PATIENCE)).isEqualTo(new PolicyFetch.Fetched("x"));
  }

  /**
   * Whoever cuts the connection could have it end behind any line, as no close_notify is missed.
   */
  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1"})
  void policyWhoseEndACutConnectionCouldFeignIsRefused(String version) {
    host.response("HTTP/" + version + " 200 OK\r\nContent-Type: text/plain\r\n\r\n" + POLICY);
    assertThat(finding(PATIENCE))
        .isEqualTo(
            new PolicyFinding(
                Kind.STS_RESPONSE_MALFORMED, "expected Content-Length or chunks, found neither"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT_FOUND           | STS_STATUS             | expected status 200, found 404 Not Found
          SERVER_ERROR        | STS_STATUS             | expected status 200, found 500 Internal Server Error
          REDIRECT            | STS_REDIRECTED         | expected status 200, found 301 Moved
          WRONG_CONTENT_TYPE  | STS_CONTENT_TYPE       | expected content type text/plain, found "text/html"
          NO_CONTENT_TYPE     | STS_CONTENT_TYPE       | expected content type text/plain, found none
          TOO_LONG            | STS_TOO_LONG           | a response of more than 65536 octets
          ENDLESS_CHUNKS      | STS_TOO_LONG           | a response of more than 65536 octets
          ENDLESS_HEADERS     | STS_RESPONSE_MALFORMED | fields of HTTP over 200 lines or 65536 octets
          COMPRESSED          | STS_RESPONSE_MALFORMED | expected no content encoding, found "gzip"
          TRUNCATED           | STS_CONNECTION_LOST    | the server closed the connection before the end of its response
          SLOW_DRIP           | STS_TIMED_OUT          | not done within PT0.7S
          SILENT              | STS_TIMED_OUT          | not done within PT0.7S
          HTTP_2_ONLY         | STS_CONNECTION_LOST    | the server closed the connection before the end of its response
          NO_TLS              | STS_TLS_FAILED         |
          CLOSED_IN_HANDSHAKE | STS_TLS_FAILED         |
          """)
  void eachFaultOfAPolicyHostIsAFindingOfItsOwn(PolicyHostFault fault, Kind kind, String text) {
    host.fault(fault);
    PolicyFinding finding = finding(ENDLESS.contains(fault) ? IMPATIENCE : PATIENCE);
    assertThat(finding.kind()).as("%s", finding).isEqualTo(kind);
    if (text != null) {
      assertThat(finding.text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain+",
        "text/html, text/plain",
        "text/plain, text/html",
        "application/octet-stream+text/plain",
        "plain"
      })
  void typeThatOnlyLooksLikePlainTextIsNone(String type) {
    host.response("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: 1\r\n\r\nx");
    assertThat(finding(PATIENCE).kind()).isEqualTo(Kind.STS_CONTENT_TYPE);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          other name,     certificate-name-mismatch
          domain itself,  certificate-name-mismatch
          common name,    certificate-name-mismatch
          expired,        certificate-expired
          not yet valid,  certificate-not-yet-valid
          self-signed,    certificate-untrusted
          other CA,       certificate-untrusted
          weak key,       certificate-weak-key
          for clients,    certificate-unsuitable
          """)
  void certificateThatDoesNotProveTheNameIsFoundOutBeforeAnythingIsAsked(String what, String code) {
    host.certificate(certificate(what));
    PolicyFinding finding = finding(PATIENCE);
    assertThat(finding.kind()).as("%s", finding).isEqualTo(Kind.STS_NOT_VERIFIED);
    assertThat(finding.kind().resultType()).contains("sts-webpki-invalid");
    assertThat(finding.text()).startsWith(code + ": ");
    assertThat(host.requests()).isEmpty();
  }

  private static TestCertificate certificate(String what) {
    return switch (what) {
      case "other name" -> CA.issue("mta-sts.other.example");
      case "domain itself" -> CA.issue("fi.example");
      case "common name" -> CA.certificate(HOST).dnsNames("other.example").issue();
      case "expired" -> CA.certificate(HOST).expired().issue();
      case "not yet valid" -> CA.certificate(HOST).notYetValid().issue();
      case "self-signed" -> CA.certificate(HOST).selfSigned().issue();
      case "other CA" -> TestCa.create("Other CA").issue(HOST);
      case "weak key" -> CA.certificate(HOST).rsa(1024).issue();
      default -> CA.certificate(HOST).clientAuthenticationOnly().issue();
    };
  }

  @Test
  void wildcardCertificateProvesTheName() {
    host.certificate(CA.issue("*.fi.example"));
    assertThat(fetch(PATIENCE)).isEqualTo(new PolicyFetch.Fetched(POLICY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"})
  void policyHostThatPointsInwardsIsNotDialled(String inwards) {
    dns.remove(HOST, "A").address(HOST, inwards);
    assertThat(finding(PATIENCE).kind()).isEqualTo(Kind.STS_ADDRESS_REFUSED);
    assertThat(network.dials()).isEmpty();
  }

  @Test
  void policyHostThatCannotBeReachedSaysWhy() {
    network.refused(ADDRESS);
    assertThat(finding(PATIENCE))
        .isEqualTo(new PolicyFinding(Kind.STS_UNREACHABLE, ADDRESS + ": Connection refused"));
    network.blackhole(ADDRESS);
    assertThat(finding(IMPATIENCE).kind()).isIn(Kind.STS_UNREACHABLE, Kind.STS_TIMED_OUT);
    dns.remove(HOST, "A");
    assertThat(finding(PATIENCE))
        .isEqualTo(
            new PolicyFinding(
                Kind.STS_HOST_NOT_FOUND, "the host mta-sts.fi.example has no address"));
    dns.behave(HOST, "A", DnsBehaviour.SERVFAIL);
    assertThat(finding(PATIENCE).kind()).isEqualTo(Kind.STS_HOST_NOT_FOUND);
  }

  @Test
  void domainWhosePolicyHostHasNoNameIsNotLookedUp() {
    String label = "a".repeat(60) + ".";
    PolicyFetch fetch = fetcher(PATIENCE).fetch(Domain.of(label.repeat(4) + "example"));
    assertThat(fetch)
        .isInstanceOfSatisfying(
            PolicyFetch.Failed.class,
            failed -> assertThat(failed.finding().kind()).isEqualTo(Kind.STS_HOST_NOT_FOUND));
  }

  @Test
  void closedClientFetchesNothing() {
    watchdog.close();
    assertThat(finding(PATIENCE).kind()).isEqualTo(Kind.STS_CANCELLED);
  }

  private PolicyFinding finding(Duration limit) {
    return ((PolicyFetch.Failed) fetch(limit)).finding();
  }

  private PolicyFetch fetch(Duration limit) {
    return fetcher(limit).fetch(DOMAIN);
  }

  private PolicyFetcher fetcher(Duration limit) {
    return new HttpsPolicyFetcher(
        new HttpsPolicyFetcher.Means(
            new Dialler(network, watchdog, DialogueTimeouts.defaults()),
            new AddressFinder(
                DnsClient.builder().resolvers(List.of(dns.socketAddress())).build(),
                AddressFilter.publicOnly(),
                2),
            new TlsContexts(
                TlsEngine.jdk(),
                new OnlineVerifier(RevocationFetcher.none()),
                InstantSource.system()),
            () -> TrustAnchors.of(List.of(CA.certificate()))),
        limit);
  }
}
