package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLocationTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          http://ca.example,             ca.example, 80,   ca.example,      /
          HTTP://CA.example.:80/a/b,     ca.example, 80,   ca.example,      /a/b
          http://ca.example:8080/?q=1#f, ca.example, 8080, ca.example:8080, /?q=1
          http://ca.example?q,           ca.example, 80,   ca.example,      /?q
          http://ca.example/%0d%0aX:y,   ca.example, 80,   ca.example,      /%0d%0aX:y
          """)
  void partsGoWhereTheyBelong(URI url, String host, int port, String authority, String target) {
    HttpLocation location = HttpLocation.of(url);
    assertThat(location.host()).hasToString(host);
    assertThat(location.port()).isEqualTo(port);
    assertThat(location.authority()).isEqualTo(authority);
    assertThat(location.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ca.example/",
        "ldap://ca.example/",
        "file:///etc/passwd",
        "ca.example",
        "http:/ca.example",
        "http://user@ca.example/",
        "http://user:pw@ca.example/",
        "http://192.0.2.1/",
        "http://[2001:db8::1]/",
        "http://ca.example:0/",
        "http://ca.example:65536/",
        "http://ca_/:x/",
        "http://ca.example/ä",
      })
  void whatIsNoPlainHttpUrlIsRefused(URI url) {
    assertThatIllegalArgumentException().isThrownBy(() -> HttpLocation.of(url));
  }

  @Test
  void requestSaysWhatItNeedsAndNoMore() {
    HttpLocation location = HttpLocation.of(URI.create("http://ca.example:81/crl?1"));
    assertThat(lines(HttpRequest.get(location)))
        .isEqualTo(
            """
            GET /crl?1 HTTP/1.1
            Host: ca.example:81
            User-Agent: enforced-tls
            Accept-Encoding: identity
            Connection: close

            """);
    assertThat(lines(HttpRequest.post(location, "application/x", new byte[] {'a', 'b'})))
        .isEqualTo(
            """
            POST /crl?1 HTTP/1.1
            Host: ca.example:81
            User-Agent: enforced-tls
            Accept-Encoding: identity
            Connection: close
            Content-Type: application/x
            Content-Length: 2

            ab""");
  }

  private static String lines(HttpRequest request) {
    String text = new String(request.octets(), US_ASCII);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    return text.replace("\r\n", "\n");
  }
}
