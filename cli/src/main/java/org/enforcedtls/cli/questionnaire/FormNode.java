package org.enforcedtls.cli.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.enforcedtls.cli.page.VisibleText;

/**
 * A value in a partner's form, and where it stands. Immutable.
 *
 * @param path such as {@code form.json: hosts[0].address}
 * @param json the value
 */
record FormNode(String path, JsonNode json) {
  private static final int MAX_ITEMS = 500;
  private static final int MAX_CHARACTERS = 1000;
  private static final int MAX_SHOWN = 80;

  FormNode field(String name) {
    String separator = path.endsWith(": ") ? "" : ".";
    return new FormNode(path + separator + name, json.path(name));
  }

  /** Of a list with at least one item. */
  List<FormNode> items(String expected) throws IOException {
    if (!json.isArray() || json.isEmpty() || json.size() > MAX_ITEMS) {
      throw refused("a list of 1 to " + MAX_ITEMS + " " + expected);
    }
    List<FormNode> items = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      items.add(new FormNode(path + "[" + i + "]", json.path(i)));
    }
    return items;
  }

  /** Empty if it is null. */
  <T> Optional<T> optional(String expected, Function<String, T> reader) throws IOException {
    return json.isNull() || json.isMissingNode()
        ? Optional.empty()
        : Optional.of(required(expected, reader));
  }

  /** The reader throws IllegalArgumentException for what it does not take. */
  <T> T required(String expected, Function<String, T> reader) throws IOException {
    if (!json.isTextual() || json.textValue().length() > MAX_CHARACTERS) {
      throw refused(expected);
    }
    try {
      return reader.apply(json.textValue());
    } catch (IllegalArgumentException e) {
      throw refused(expected);
    }
  }

  int number(int least, int most) throws IOException {
    if (!json.isIntegralNumber()
        || !json.canConvertToInt()
        || json.intValue() < least
        || json.intValue() > most) {
      throw refused("a number from " + least + " to " + most);
    }
    return json.intValue();
  }

  IOException refused(String expected) {
    String found = json.isMissingNode() ? "nothing" : VisibleText.of(json.toString());
    String shown = found.length() <= MAX_SHOWN ? found : found.substring(0, MAX_SHOWN) + "…";
    return new IOException(path + ": expected " + expected + ", found " + shown);
  }
}
