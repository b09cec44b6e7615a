package org.enforcedtls.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields keep their order; what is not known is null, never left out. For one
 * thread.
 */
final class JsonFields {
  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectWriter INDENTED = MAPPER.writer(SerializationFeature.INDENT_OUTPUT);

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.getFactory().setCharacterEscapes(new MarkupEscapes());
    return mapper;
  }

  private final Map<String, @Nullable Object> map;

  JsonFields() {
    this(new LinkedHashMap<>());
  }

  /** With fields from elsewhere: strings, numbers, lists and maps. */
  JsonFields(Map<String, @Nullable Object> fields) {
    this.map = fields;
  }

  JsonFields value(String name, @Nullable Object value) {
    map.put(name, value);
    return this;
  }

  JsonFields object(String name, Optional<JsonFields> fields) {
    map.put(name, fields.map(f -> f.map).orElse(null));
    return this;
  }

  JsonFields list(String name, List<JsonFields> all) {
    map.put(name, all.stream().map(f -> f.map).toList());
    return this;
  }

  /** The whole object on several lines, with a line end. */
  String text() {
    return written(INDENTED) + System.lineSeparator();
  }

  /** The whole object on one line, without its end. */
  String line() {
    return written(MAPPER.writer());
  }

  private String written(ObjectWriter writer) {
    try {
      return writer.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and strings are always JSON", e);
    }
  }
}
