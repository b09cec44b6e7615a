package org.enforcedtls.policyfile;

import java.util.List;
import java.util.Map;

/** A value of a YAML file and where it stands. Immutable. */
sealed interface YamlNode {
  /** Where the value starts. */
  Place place();

  /** What stands there, to follow "found" in a message. */
  String found();

  /** Text; that {@code true} and {@code 1} are text too is for the reader of a key to mind. */
  record Scalar(Place place, String text) implements YamlNode {
    @Override
    public String found() {
      return FoundText.quoted(text);
    }
  }

  /** A key without value, {@code ~} or {@code null}. */
  record Nothing(Place place) implements YamlNode {
    @Override
    public String found() {
      return "nothing";
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    @Override
    public String found() {
      return items.isEmpty() ? "an empty list" : "a list";
    }
  }

  /** Keys with values, in the order of the file; no key stands twice. */
  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
    @Override
    public String found() {
      return entries.isEmpty() ? "an empty mapping" : "a mapping";
    }
  }

  /** A key with its value, and where the key stands. */
  record Entry(Place keyPlace, YamlNode value) {}
}
