package org.enforcedtls.reporting.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object of a JSON document, and the way to it. Immutable. */
record Member(String path, JsonNode node) {
  private static final int MAX_SHOWN = 60;

  static Member ofDocument(JsonNode root) throws MalformedReportException {
    return object("", root);
  }

  private static Member object(String path, JsonNode node) throws MalformedReportException {
    if (!node.isObject()) {
      throw new MalformedReportException(
          (path.isEmpty() ? "the document" : path) + ": expected an object, found " + shown(node));
    }
    return new Member(path, node);
  }

  /** What a parser complains of, without a part of the document. */
  static String reason(JsonProcessingException e) {
    return e.getClass().getSimpleName()
        + (e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr());
  }

  Member object(String name) throws MalformedReportException {
    return object(path + "/" + name, node.path(name));
  }

  List<Member> items(String name) throws MalformedReportException {
    JsonNode list = node.path(name);
    if (!list.isArray()) {
      throw malformed(name, "a list", shown(list));
    }
    List<Member> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(object(path + "/" + name + "/" + i, list.path(i)));
    }
    return items;
  }

  List<Member> optionalItems(String name) throws MalformedReportException {
    return isAbsent(name) ? List.of() : items(name);
  }

  String text(String name) throws MalformedReportException {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw malformed(name, "a text", shown(value));
    }
    return value.textValue();
  }

  @Nullable String textOrNull(String name) throws MalformedReportException {
    return isAbsent(name) ? null : text(name);
  }

  String optionalText(String name, String unlessGiven) throws MalformedReportException {
    return isAbsent(name) ? unlessGiven : text(name);
  }

  /** A list of texts, or a text alone. */
  List<String> optionalTexts(String name) throws MalformedReportException {
    if (isAbsent(name)) {
      return List.of();
    }
    JsonNode value = node.path(name);
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw malformed(name, "texts", shown(item));
      }
      texts.add(item.textValue());
    }
    if (!value.isArray()) {
      throw malformed(name, "a list of texts", shown(value));
    }
    return texts;
  }

  long count(String name) throws MalformedReportException {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw malformed(name, "a number of sessions", shown(value));
    }
    return value.longValue();
  }

  Instant instant(String name) throws MalformedReportException {
    String text = text(name);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw malformed(name, "a date and time such as 2026-11-27T00:00:00Z", shown(text));
    }
  }

  private boolean isAbsent(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull();
  }

  MalformedReportException malformed(String name, String expected, String found) {
    return new MalformedReportException(
        path + "/" + name + ": expected " + expected + ", found " + found);
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    return value.isContainerNode()
        ? value.isArray() ? "a list" : "an object"
        : shown(value.asText());
  }

  /** Fit for one line. */
  static String shown(String text) {
    String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return '"' + cut.replaceAll("\\p{C}", "?") + '"';
  }
}
