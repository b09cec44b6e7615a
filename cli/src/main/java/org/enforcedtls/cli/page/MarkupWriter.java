package org.enforcedtls.cli.page;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a tree of elements as HTML or XML, in UTF-8. The JDK's writer does the escaping. */
public final class MarkupWriter {
  /** Those of HTML that have no end tag. Any other needs one, even if it is empty. */
  private static final Set<String> VOID = Set.of("meta", "br", "hr", "wbr");

  private final XMLStreamWriter out;

  private MarkupWriter(XMLStreamWriter out) {
    this.out = out;
  }

  /**
   * Writes a page.
   *
   * @param root the element {@code html}
   * @return octets of HTML that are XML as well
   */
  public static byte[] html(Element root) {
    return written(root, writer -> writer.writeDTD("<!DOCTYPE html>\n"));
  }

  /**
   * Writes an XML document.
   *
   * @param root of the document
   * @return its octets
   */
  public static byte[] xml(Element root) {
    return written(root, writer -> writer.writeStartDocument("UTF-8", "1.0"));
  }

  /** What stands before the root. */
  private interface Prolog {
    void write(XMLStreamWriter writer) throws XMLStreamException;
  }

  private static byte[] written(Element root, Prolog prolog) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      prolog.write(writer);
      new MarkupWriter(writer).write(root);
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string takes every tree", e);
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(Element element) throws XMLStreamException {
    if (VOID.contains(element.name())) {
      out.writeEmptyElement(element.name());
    } else {
      out.writeStartElement(element.name());
    }
    for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
      out.writeAttribute(attribute.getKey(), attribute.getValue());
    }
    for (Object part : element.content()) {
      if (part instanceof Element child) {
        write(child);
      } else {
        out.writeCharacters((String) part);
      }
    }
    if (!VOID.contains(element.name())) {
      out.writeEndElement();
    }
  }
}
