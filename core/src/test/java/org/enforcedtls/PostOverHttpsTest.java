package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostOverHttpsTest {
  private static final String HOST = "reports.fi.example";
  private static final URI LOCATION = URI.create("https://reports.fi.example/tls?v=1");

  private final Scene scene = new Scene();
  private final PolicyHost server = PolicyHost.start(scene.ca().issue(HOST), "");

  @AfterEach
  void stop() {
    server.close();
    scene.close();
  }

  private void post(URI location, String contentType) throws IOException {
    scene.dns().address(HOST, "192.0.2.9");
    scene.network().server("192.0.2.9", 443, server.address());
    try (EnforcedTlsClient client = scene.client().build()) {
      client.postOverHttps(location, contentType, "{}".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "201 Created", "202 Accepted", "204 No Content", "299 Odd"})
  void anyStatusOfClass2IsAReceipt(String status) throws IOException {
    server.response("HTTP/1.1 " + status + "\r\nContent-Encoding: gzip\r\n\r\n\u001f");
    post(LOCATION, "application/tlsrpt+gzip");
    assertThat(server.requests())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.serverName()).isEqualTo(HOST);
              assertThat(r.body()).isEqualTo("{}");
              assertThat(r.head())
                  .startsWith("POST /tls?v=1 HTTP/1.1\r\nHost: reports.fi.example\r\n")
                  .contains("Content-Type: application/tlsrpt+gzip\r\nContent-Length: 2\r\n");
            });
  }

  @ParameterizedTest
  @CsvSource({"301 Moved", "400 Bad Request", "404 Not Found", "503 Busy"})
  void anyOtherStatusIsNone(String status) {
    server.response("HTTP/1.1 " + status + "\r\nLocation: https://reports.fi.example/\r\n\r\n");
    assertThatIOException()
        .isThrownBy(() -> post(LOCATION, "text/plain"))
        .withMessage("expected a status from 200 to 299, found " + status);
  }

  @Test
  void serverThatDoesNotProveItsNameGetsNothing() {
    server.certificate(TestCa.create("Unknown CA").issue(HOST));
    assertThatIOException()
        .isThrownBy(() -> post(LOCATION, "text/plain"))
        .withMessageContaining("certificate-untrusted");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void addressThatPointsInwardsIsNotDialled() {
    URI inwards = URI.create("https://inwards.fi.example/");
    scene.dns().address("inwards.fi.example", "10.0.0.1");
    scene.network().server("10.0.0.1", 443, server.address());
    assertThatIOException()
        .isThrownBy(() -> post(inwards, "text/plain"))
        .withMessageContaining("10.0.0.1");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://reports.fi.example/",
        "https://a@reports.fi.example/",
        "mailto:a@b.example"
      })
  void anotherFormOfLocationIsRefused(String location) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post(URI.create(location), "text/plain"))
        .withMessageStartingWith("url: expected https://HOST");
  }

  @Test
  void contentTypeCannotEndItsLine() {
    assertThatIllegalArgumentException().isThrownBy(() -> post(LOCATION, "a/b\r\nX: y"));
  }

  @Test
  void closedClientPostsNothing() {
    EnforcedTlsClient client = scene.client().build();
    client.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> client.postOverHttps(LOCATION, "text/plain", new byte[0]));
  }
}
