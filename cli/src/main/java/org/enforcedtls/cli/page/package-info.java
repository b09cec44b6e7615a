/**
 * Pages for people: one HTML file that needs nothing but itself, runs nothing and fetches nothing.
 *
 * <ol>
 *   <li>An {@link org.enforcedtls.cli.page.Element} is markup as a tree. Text goes in as text, from
 *       whomever it comes: nobody puts markup together out of strings.
 *   <li>{@link org.enforcedtls.cli.page.MarkupWriter} writes a tree, and is the only place that
 *       knows how markup is escaped. {@link org.enforcedtls.cli.page.VisibleText} makes what no
 *       reader would see, or what would turn the reading direction, visible before.
 *   <li>{@link org.enforcedtls.cli.page.HtmlPage} is the frame that all pages share: a content
 *       security policy that forbids everything but the style in the page, the style, landmarks,
 *       and the link that skips to the content.
 *   <li>{@link org.enforcedtls.cli.page.Mark} are the signs for good and bad. Each has a shape and
 *       a word, since not everybody sees the colour.
 * </ol>
 *
 * <p>The style is in {@code page.css}. A test computes from its colours that they can be read, in
 * light and in dark.
 */
@NullMarked
package org.enforcedtls.cli.page;

import org.jspecify.annotations.NullMarked;
