package org.enforcedtls.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupWriterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "]]><!--",
        "--><?php ?>",
        "&lt;script&gt; &amp;amp; &#60;",
        "</title></textarea></noscript>",
        "räksmörgås 漢字 🔒"
      })
  void textOfAnybodyStaysText(String hostile) throws Exception {
    Document page = PageRules.sound(page(hostile));
    assertThat(page.title()).isEqualTo(hostile);
    assertThat(page.select("main p").text()).isEqualTo(hostile);
    assertThat(page.select("main p").attr("title")).isEqualTo(hostile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0",
        "\u0008",
        "\u001b[31m",
        "\n",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\uffff"
      })
  void whatCannotBeSeenIsMadeVisible(String hidden) throws Exception {
    Document page = PageRules.sound(page("a" + hidden + "b"));
    assertThat(page.select("main p").text())
        .startsWith("a\\u{" + Integer.toHexString(hidden.codePointAt(0)) + "}")
        .endsWith("b")
        .isEqualTo(page.select("main p").attr("title"));
  }

  @Test
  void elementsThatNeedAnEndTagHaveOneThoughTheyAreEmpty() {
    byte[] octets =
        MarkupWriter.html(Element.of("html").add(Element.of("body").add(Element.of("td"))));
    assertThat(new String(octets, UTF_8))
        .isEqualTo("<!DOCTYPE html>\n<html><body><td></td></body></html>\n");
  }

  @Test
  void linesKeepTheirEnds() {
    byte[] octets = MarkupWriter.xml(Element.of("x").lines(List.of("a\0", "<b")));
    assertThat(new String(octets, UTF_8)).endsWith("<x>a\\u{0}\n&lt;b</x>\n");
  }

  private static byte[] page(String hostile) {
    return new HtmlPage(
            hostile,
            Element.of("h1").text(hostile),
            List.of(Element.of("p").set("title", hostile).text(hostile)),
            hostile)
        .octets();
  }

  @Test
  void jsoupSeesWhatWouldBeInjected() {
    assertThat(Jsoup.parse("<p><script>alert(1)</script></p>").select("script")).hasSize(1);
  }
}
