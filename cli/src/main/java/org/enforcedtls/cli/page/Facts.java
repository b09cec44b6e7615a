package org.enforcedtls.cli.page;

import java.util.Optional;

/** Facts with names, one below the other. For one thread. */
public final class Facts {
  private final Element list = Element.of("dl", "facts");

  /** Starts an empty list. */
  public Facts() {}

  /**
   * Appends a fact.
   *
   * @param name what it is
   * @param value of anybody
   * @return this
   */
  public Facts add(String name, String value) {
    return add(name, Element.of("span").text(value));
  }

  /**
   * Appends a fact if it is known.
   *
   * @param name what it is
   * @param value of anybody
   * @return this
   */
  public Facts add(String name, Optional<String> value) {
    value.ifPresent(known -> add(name, known));
    return this;
  }

  /**
   * Appends a fact.
   *
   * @param name what it is
   * @param value anything
   * @return this
   */
  public Facts add(String name, Element value) {
    list.add(Element.of("dt").text(name), Element.of("dd").add(value));
    return this;
  }

  /**
   * The list.
   *
   * @return an element
   */
  public Element element() {
    return list;
  }
}
