package org.enforcedtls.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.InputSource;

/** What holds for every page, whatever is on it. */
public final class PageRules {
  /** All that a page is made of: none of them runs, loads or sends anything. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section",
          "div", "span", "p", "a", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd",
          "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "svg",
          "symbol", "use", "path", "rect", "line", "text", "tspan", "desc");

  private PageRules() {}

  /** Reads a page as a browser does, and checks that it is sound. */
  public static Document sound(byte[] octets) throws Exception {
    String text = new String(octets, StandardCharsets.UTF_8);
    wellFormed(octets);
    Document page = Jsoup.parse(text);
    nothingRunsOrLoads(page);
    accessible(page);
    linksResolve(page);
    assertThat(text.lines())
        .as("control and format characters")
        .noneMatch(line -> line.matches(".*[\\p{Cntrl}\\p{Cf}].*"));
    return page;
  }

  /** As XML, too: what one kind of parser takes for text, another cannot take for markup. */
  private static void wellFormed(byte[] octets) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    assertThat(
            factory
                .newDocumentBuilder()
                .parse(new InputSource(new ByteArrayInputStream(octets)))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("html");
  }

  private static void nothingRunsOrLoads(Document page) {
    assertThat(page.getAllElements().stream().skip(1).map(Element::tagName)).isSubsetOf(ELEMENTS);
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on").isNotIn("src", "style", "action");
        if (attribute.getKey().endsWith("href")) {
          assertThat(attribute.getValue()).startsWith("#");
        }
      }
    }
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'; style-src 'unsafe-inline';");
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.expectFirst("style").data())
        .isEqualTo(HtmlPage.style().stripTrailing())
        .doesNotContain("url(", "@import", "http");
  }

  private static void accessible(Document page) {
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.title()).isNotBlank();
    for (String once : List.of("h1", "body > header", "main", "body > footer")) {
      assertThat(page.select(once)).as(once).hasSize(1);
    }
    assertThat(page.body().child(0).attr("href")).as("skip link").isEqualTo("#content");
    headingsInOrder(page);
    assertThat(page.select("th").eachAttr("scope")).hasSameSizeAs(page.select("th"));
    assertThat(page.select("table > caption")).hasSameSizeAs(page.select("table"));
    for (Element image : page.select("svg[role=img]")) {
      assertThat(image.child(0).tagName()).isEqualTo("title");
      assertThat(image.child(1).tagName()).isEqualTo("desc");
    }
    assertThat(page.select("svg:not(svg svg):not([role=img]):not([aria-hidden=true])")).isEmpty();
    for (Element section : page.select("section")) {
      assertThat(page.expectFirst("#" + section.attr("aria-labelledby")).tagName())
          .matches("h[23]");
    }
  }

  private static void headingsInOrder(Document page) {
    int before = 0;
    for (Element heading : page.select("h1, h2, h3, h4")) {
      int level = heading.tagName().charAt(1) - '0';
      assertThat(level).as(heading.text()).isLessThanOrEqualTo(before + 1);
      before = level;
    }
  }

  private static void linksResolve(Document page) {
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page.select("[href]").eachAttr("href").stream().map(href -> href.substring(1)))
        .isSubsetOf(ids);
    for (String labels : page.select("[aria-labelledby]").eachAttr("aria-labelledby")) {
      assertThat(labels.split(" ", -1)).isSubsetOf(ids);
    }
  }
}
