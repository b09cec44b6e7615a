package org.enforcedtls.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The frame of a page. Immutable.
 *
 * @param title of the window, and of the file when it is printed
 * @param header what stands above the content, the heading of the page in it
 * @param content the sections
 * @param footer one line at the end
 */
public record HtmlPage(String title, Element header, List<Element> content, String footer) {
  /** Nothing runs, nothing is fetched, nothing is sent: the page is its own proof of that. */
  private static final String NOTHING_BUT_STYLE =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private static final String CONTENT_ID = "content";

  /**
   * Copies.
   *
   * @param title of the window
   * @param header what stands above the content
   * @param content the sections
   * @param footer one line at the end
   */
  public HtmlPage {
    content = List.copyOf(content);
  }

  /**
   * Writes the page.
   *
   * @return HTML in UTF-8
   */
  public byte[] octets() {
    return MarkupWriter.html(Element.of("html").set("lang", "en").add(head(), body()));
  }

  private Element head() {
    return Element.of("head")
        .add(
            Element.of("meta").set("charset", "utf-8"),
            Element.of("meta")
                .set("http-equiv", "Content-Security-Policy")
                .set("content", NOTHING_BUT_STYLE),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("color-scheme", "light dark"),
            meta("referrer", "no-referrer"),
            Element.of("title").text(title),
            Element.of("style").lines(style().lines().toList()));
  }

  private static Element meta(String name, String content) {
    return Element.of("meta").set("name", name).set("content", content);
  }

  private Element body() {
    return Element.of("body")
        .add(
            Element.linkTo(CONTENT_ID).set("class", "skip").text("Skip to the content"),
            Mark.drawings(),
            Element.of("header", "page-head").add(header),
            Element.of("main").set("id", CONTENT_ID).set("tabindex", "-1").addAll(content),
            Element.of("footer", "page-foot").add(Element.of("p").text(footer)));
  }

  /** The style of all pages. It has no character that XML would escape: a browser reads it raw. */
  static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("page.css: expected it beside this class, found none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
