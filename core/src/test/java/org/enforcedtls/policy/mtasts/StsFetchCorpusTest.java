package org.enforcedtls.policy.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.http.HttpsPolicyFetcher;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Watchdog;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.testkit.sts.PolicyHostFault;
import org.enforcedtls.tls.TlsEngine;
import org.enforcedtls.trust.OnlineVerifier;
import org.enforcedtls.trust.RevocationFetcher;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Answers of policy hosts that stand in a corpus. */
class StsFetchCorpusTest {
  private static final String HOST = "mta-sts.example.com";
  private static final TestCa CA = TestCa.create("Corpus CA");

  @TestFactory
  Stream<DynamicTest> fetches() throws IOException {
    StsCorpus corpus = StsCorpus.load();
    return corpus.tests("fetch", "fetch_cases", one -> check(one, corpus.validBody()));
  }

  private static void check(JsonNode one, String valid) {
    boolean drips = one.get("body").asText().endsWith("dripping");
    try (TestDns dns = TestDns.start();
        LoopbackNetwork network = new LoopbackNetwork();
        Watchdog watchdog = new Watchdog();
        PolicyHost host = PolicyHost.start(CA.issue(HOST), valid)) {
      dns.address(HOST, "192.0.2.9");
      network.server("192.0.2.9", 443, host.address());
      behave(host, one, valid);
      PolicyFetcher fetcher =
          new HttpsPolicyFetcher(
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
              drips ? Duration.ofMillis(700) : Duration.ofSeconds(20));
      PolicyFetch fetch = fetcher.fetch(Domain.of("example.com"));
      String expected = one.get("expected").asText();
      assertThat(fetch instanceof PolicyFetch.Fetched)
          .as("%s", fetch)
          .isEqualTo(expected.equals("use"));
    }
  }

  private static void behave(PolicyHost host, JsonNode one, String valid) {
    String tls = one.path("tls").asText();
    if (tls.equals("self-signed")) {
      host.certificate(CA.certificate(HOST).selfSigned().issue());
    } else if (tls.startsWith("name=")) {
      host.certificate(CA.issue(tls.substring("name=".length())));
    }
    String body = one.get("body").asText();
    if (body.endsWith("dripping")) {
      host.fault(PolicyHostFault.SLOW_DRIP);
    } else if (body.endsWith("gzip")) {
      host.fault(PolicyHostFault.COMPRESSED);
    } else if (!body.equals("VALID")) {
      host.fault(PolicyHostFault.TOO_LONG);
    } else {
      boolean endsByClose = one.get("name").asText().endsWith("close-delimited");
      host.response(
          ("HTTP/1." + (endsByClose ? 0 : 1) + " " + one.get("status").asInt() + " as told\r\n")
              + ("Content-Type: " + one.get("content_type").asText() + "\r\n")
              + (endsByClose ? "" : "Content-Length: " + valid.length() + "\r\n")
              + ("Location: " + one.path("location").asText() + "\r\n\r\n")
              + valid);
    }
  }
}
