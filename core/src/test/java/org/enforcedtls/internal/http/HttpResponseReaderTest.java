package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.enforcedtls.internal.wire.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses with bodies of at most ten octets, written with escapes. */
class HttpResponseReaderTest {
  private static final BodyBounds BOUNDS = new BodyBounds(10, BodyEnd.MARKED_OR_CLOSE);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 200 OK\\r\\n\\r\\nbody                                                   | body
          HTTP/1.1 200 OK\\r\\n\\r\\n                                                       | ""
          HTTP/1.0 200 OK\\r\\n\\r\\nbody                                                   | body
          HTTP/1.1 200 \\r\\n\\r\\nbody                                                     | body
          HTTP/1.1 200\\r\\n\\r\\nbody                                                      | body
          HTTP/1.1 200 OK\\n\\nbody                                                         | body
          HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nbodyjunk                        | body
          HTTP/1.1 200 OK\\r\\nCONTENT-length:4\\r\\n\\r\\nbodyjunk                         | body
          HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\njunk                            | ""
          HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n\\r\\n0123456789                     | 0123456789
          HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\nContent-Length: 4\\r\\n\\r\\nbody     | body
          HTTP/1.1 200 OK\\r\\nContent-Length: 4, 4\\r\\n\\r\\nbody                         | body
          HTTP/1.1 200 OK\\r\\nContent-Encoding: identity\\r\\n\\r\\nbody                   | body
          HTTP/1.1 200 OK\\r\\nTransfer-Encoding: Chunked\\r\\n\\r\\n4\\r\\nbody\\r\\n0\\r\\n\\r\\n | body
          HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Early\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\nbody | body
          """)
  void bodyIsReadHoweverItIsFramed(String response, String body) throws IOException {
    assertThat(new String(read(response.translateEscapes()).body(), ISO_8859_1)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          4\\r\\nbody\\r\\n0\\r\\n\\r\\n                                | body
          2\\r\\nbo\\r\\n2\\r\\ndy\\r\\n0\\r\\n\\r\\n                   | body
          A\\r\\n0123456789\\r\\n000\\r\\n\\r\\n                        | 0123456789
          4;a=b;c\\r\\nbody\\r\\n0;d\\r\\nTrailer: x\\r\\n\\r\\njunk    | body
          0\\r\\n\\r\\n                                                 | ""
          """)
  void chunksAreJoined(String chunks, String body) throws IOException {
    assertThat(new String(read(CHUNKED + chunks.translateEscapes()).body(), ISO_8859_1))
        .isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 404 Not Found\\r\\n\\r\\n                      | expected status 200, found 404 Not Found
          HTTP/1.1 301 Moved\\r\\nLocation: http://a/\\r\\n\\r\\n | expected status 200, found 301 Moved
          HTTP/1.1 500\\r\\n\\r\\n                                | expected status 200, found 500
          HTTP/1.1 204 No Content\\r\\n\\r\\n                     | expected status 200, found 204 No Content
          HTTP/1.1 206 Partial\\r\\n\\r\\nbody                    | expected status 200, found 206 Partial
          HTTP/1.1 101 Switch\\r\\n\\r\\n                         | expected status 200, found 101 Switch
          HTTP/1.1 503 \\33[31mred\\r\\n\\r\\n                    | expected status 200, found 503 \\\\u{1b}[31mred
          """)
  void anyOtherStatusIsNoResponse(String response, String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(response.translateEscapes()))
        .withMessage(message.translateEscapes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "220 mx.fi.example ESMTP\r\n",
        "ICY 200 OK\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.2 200 OK\r\n\r\n",
        "http/1.1 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 200OK\r\n\r\n",
        "HTTP/1.1 200 O\rK\r\n\r\n",
        OK + "no colon\r\n\r\n",
        OK + ": no name\r\n\r\n",
        OK + "Content-Length : 4\r\n\r\nbody",
        OK + "X: a\r\n folded\r\n\r\nbody",
        OK + "X: a\rb\r\n\r\nbody",
        OK + "Content-Length: -1\r\n\r\nbody",
        OK + "Content-Length: +4\r\n\r\nbody",
        OK + "Content-Length: 0x4\r\n\r\nbody",
        OK + "Content-Length: 4 4\r\n\r\nbody",
        OK + "Content-Length:\r\n\r\nbody",
        OK + "Content-Length: 4,\r\n\r\nbody",
        OK + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbodyx",
        OK + "Content-Length: 4, 04\r\n\r\nbody",
        OK + "Content-Length: 11\r\n\r\n0123456789a",
        OK + "Content-Length: 999999999999999999\r\n\r\nbody",
        OK + "Content-Length: 99999999999999999999999999\r\n\r\nbody",
        OK + "Content-Length: 4294967300\r\n\r\nbody",
        OK + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        OK + "Transfer-Encoding: identity\r\n\r\nbody",
        OK + "Transfer-Encoding:\r\n\r\nbody",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        OK + "Content-Encoding: gzip\r\n\r\nbody",
        OK + "\r\n0123456789a",
        CHUNKED + "\r\n",
        CHUNKED + "4 4\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "-4\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "0x4\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "g\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "3\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "b\r\n0123456789a\r\n0\r\n\r\n",
        CHUNKED + "6\r\n012345\r\n6\r\n012345\r\n0\r\n\r\n",
        CHUNKED + "ffffffff\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "100000000\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "80000004\r\nbody\r\n0\r\n\r\n",
        CHUNKED + "0\r\nno colon\r\n\r\n",
      })
  void whatIsNoResponseIsAProtocolViolation(String response) {
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read(response));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK",
        OK,
        OK + "Content-Length: 4",
        OK + "Content-Length: 4\r\n\r\nbod",
        "HTTP/1.1 100 Continue\r\n\r\n",
        CHUNKED,
        CHUNKED + "4",
        CHUNKED + "4\r\nbod",
        CHUNKED + "4\r\nbody",
        CHUNKED + "4\r\nbody\r\n",
        CHUNKED + "4\r\nbody\r\n0\r\n",
      })
  void responseThatIsCutShortIsNone(String response) {
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(response));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      textBlock =
          """
          ""                                                              | x
          HTTP/1.1 200 OK\\r\\nX:                                     | x
          ""                                                              | HTTP/1.1 100 Continue\\r\\n\\r\\n
          HTTP/1.1 200 OK\\r\\n                                       | X: y\\r\\n
          HTTP/1.1 200 OK\\r\\n\\r\\n                             | body
          HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n4 | ;
          HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n  | 1\\r\\nx\\r\\n
          HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n | X: y\\r\\n
          """)
  void whatNeverEndsIsLeft(String beginning, String loop) {
    Endless endless = new Endless(beginning.translateEscapes(), loop.translateEscapes());
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> new HttpResponseReader(endless, BOUNDS).read());
    assertThat(endless.octets).isLessThan(HttpHead.MAX_OCTETS + 2 * HttpOctets.MAX_LINE_OCTETS);
  }

  private static final class Endless extends InputStream {
    private final String beginning;
    private final String loop;
    private int octets;

    Endless(String beginning, String loop) {
      this.beginning = beginning;
      this.loop = loop;
    }

    @Override
    public int read() {
      int at = octets++;
      return at < beginning.length()
          ? beginning.charAt(at)
          : loop.charAt((at - beginning.length()) % loop.length());
    }

    /** An octet at a time, as a slow network has it. */
    @Override
    public int read(byte[] into, int offset, int length) {
      into[offset] = (byte) read();
      return 1;
    }
  }

  @Test
  void lengthThatIsOnlyAnnouncedCostsNoMemory() {
    String response = OK + "Content-Length: " + Integer.MAX_VALUE + "\r\n\r\nbody";
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(
            () ->
                new HttpResponseReader(
                        stream(response),
                        new BodyBounds(Integer.MAX_VALUE, BodyEnd.MARKED_OR_CLOSE))
                    .read());
  }

  @Test
  void headIsThereForThoseWhoNeedIt() throws IOException {
    HttpHead head = read(OK + "Content-Type: text/plain\r\ncontent-type: b ,\tc\r\n\r\n").head();
    assertThat(head.values("CONTENT-TYPE")).containsExactly("text/plain", "b", "c");
    assertThat(head.values("Location")).isEmpty();
  }

  @Property(tries = 2000)
  void anyOctetsEndInABodyOrAnIoException(@ForAll byte[] octets) {
    readOrRefuse(octets);
    byte[] behindStatus = (OK + new String(octets, ISO_8859_1)).getBytes(ISO_8859_1);
    readOrRefuse(behindStatus);
    readOrRefuse((CHUNKED + new String(octets, ISO_8859_1)).getBytes(ISO_8859_1));
  }

  @Property(tries = 5000)
  void anyPiecesOfAResponseEndInABodyOrAnIoException(
      @ForAll("pieces") String response,
      @ForAll @IntRange(max = 1000) int place,
      @ForAll byte octet) {
    byte[] octets = response.getBytes(ISO_8859_1);
    readOrRefuse(octets);
    octets[place % octets.length] = octet;
    readOrRefuse(octets);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "HTTP/1.1 ",
            "200 OK",
            "100 Continue",
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\r",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "4",
            "body",
            "0\r\n\r\n",
            ";",
            ",",
            " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(pieces -> String.join("", pieces));
  }

  private static void readOrRefuse(byte[] octets) {
    try {
      byte[] body = new HttpResponseReader(new ByteArrayInputStream(octets), BOUNDS).read().body();
      assertThat(body.length).isLessThanOrEqualTo(BOUNDS.maxOctets());
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\r", "\n");
    }
  }

  private static HttpResponse read(String response) throws IOException {
    return new HttpResponseReader(stream(response), BOUNDS).read();
  }

  private static InputStream stream(String response) {
    return new ByteArrayInputStream(response.getBytes(ISO_8859_1));
  }
}
