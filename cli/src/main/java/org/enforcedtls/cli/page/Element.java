package org.enforcedtls.cli.page;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An element of HTML, SVG or XML, with what is in it. Names are written in code; everything else
 * may come from anybody. For one thread.
 */
public final class Element {
  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> content = new ArrayList<>();

  private Element(String name) {
    this.name = requireNonNull(name, "name");
  }

  /**
   * An empty element.
   *
   * @param name such as {@code p}
   * @return the element
   */
  public static Element of(String name) {
    return new Element(name);
  }

  /**
   * An empty element of a class.
   *
   * @param name such as {@code p}
   * @param styleClasses of the style, with spaces between
   * @return the element
   */
  public static Element of(String name, String styleClasses) {
    return new Element(name).set("class", styleClasses);
  }

  /**
   * A link to another place of the page. There are none to anywhere else.
   *
   * @param id of that place
   * @return the element, still without text
   */
  public static Element linkTo(String id) {
    return of("a").set("href", "#" + id);
  }

  /**
   * Sets an attribute.
   *
   * @param attribute its name
   * @param value any text
   * @return this
   */
  public Element set(String attribute, String value) {
    attributes.put(attribute, VisibleText.of(value));
    return this;
  }

  /**
   * Sets an attribute.
   *
   * @param attribute its name
   * @param value a number
   * @return this
   */
  public Element set(String attribute, int value) {
    return set(attribute, Integer.toString(value));
  }

  /**
   * Appends text on one line.
   *
   * @param text of anybody; what cannot be seen comes out as an escape
   * @return this
   */
  public Element text(String text) {
    content.add(VisibleText.of(text));
    return this;
  }

  /**
   * Appends text on several lines.
   *
   * @param lines of anybody, each without its end
   * @return this
   */
  public Element lines(List<String> lines) {
    content.add(lines.stream().map(VisibleText::of).collect(Collectors.joining("\n")));
    return this;
  }

  /**
   * Appends elements.
   *
   * @param elements in order
   * @return this
   */
  public Element add(Element... elements) {
    content.addAll(List.of(elements));
    return this;
  }

  /**
   * Appends elements.
   *
   * @param elements in order
   * @return this
   */
  public Element addAll(Collection<Element> elements) {
    content.addAll(elements);
    return this;
  }

  /**
   * Appends an element if there is one.
   *
   * @param element perhaps
   * @return this
   */
  public Element add(Optional<Element> element) {
    element.ifPresent(content::add);
    return this;
  }

  String name() {
    return name;
  }

  Map<String, String> attributes() {
    return attributes;
  }

  /** Elements, and strings that can be seen whole. */
  List<Object> content() {
    return content;
  }
}
