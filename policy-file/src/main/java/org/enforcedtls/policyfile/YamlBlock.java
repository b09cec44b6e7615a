package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One block of the table, read key by key. What is wrong is added to the problems and reads as
 * absent, so that reading goes on; the file as a whole is refused in the end. For one thread.
 */
final class YamlBlock {
  private static final List<Boolean> TRUTHS = List.of(Boolean.TRUE, Boolean.FALSE);

  /** Of a list within a row. */
  private static final int MAX_ITEMS = 500;

  /** Of one value: no name of a file, nor anything else that stands here, is longer. */
  private static final int MAX_CHARACTERS = 1000;

  private final Block kind;
  private final YamlNode.Mapping mapping;
  private final Problems problems;

  private YamlBlock(Block kind, YamlNode.Mapping mapping, Problems problems) {
    this.kind = kind;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** Empty if the node has no keys; unknown and missing ones are problems already here. */
  static Optional<YamlBlock> of(YamlNode node, Block kind, Problems problems) {
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      problems.add(node.place(), "expected " + kind.example() + ", found " + node.found());
      return Optional.empty();
    }
    Words keys = new Words(kind.keys());
    mapping.entries().forEach((key, entry) -> checkKnown(key, entry, keys, kind, problems));
    kind.keys().stream()
        .filter(key -> kind.required().contains(key) && !mapping.entries().containsKey(key))
        .forEach(key -> problems.add(mapping.place(), key + ": expected this key, found none"));
    return Optional.of(new YamlBlock(kind, mapping, problems));
  }

  private static void checkKnown(
      String key, YamlNode.Entry entry, Words keys, Block kind, Problems problems) {
    if (!kind.keys().contains(key) && problems.hasRoom()) {
      String hint = keys.didYouMean(key);
      problems.add(
          entry.keyPlace(),
          "unknown key " + FoundText.quoted(key) + (hint.isEmpty() ? ": expected " + keys : hint));
    }
  }

  YamlNode.Mapping mapping() {
    return mapping;
  }

  Place place() {
    return mapping.place();
  }

  Problems problems() {
    return problems;
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  Place placeOf(String key) {
    return find(key).map(YamlNode::place).orElse(place());
  }

  Optional<YamlNode> find(String key) {
    if (!kind.keys().contains(key)) {
      throw new AssertionError(key + " is none of " + kind.keys());
    }
    return Optional.ofNullable(mapping.entries().get(key)).map(YamlNode.Entry::value);
  }

  /** One line of text. */
  Optional<String> text(String key) {
    return value(key, "one line of text", Function.identity());
  }

  /** Text that stands for something else; the reader throws IllegalArgumentException. */
  <T> Optional<T> value(String key, String expected, Function<String, T> reader) {
    return find(key).flatMap(node -> valueOf(node, key, expected, reader));
  }

  /** False unless the file says true. */
  boolean isTrue(String key) {
    return word(key, TRUTHS, String::valueOf).orElse(Boolean.FALSE);
  }

  /** One word out of a few. */
  <T> Optional<T> word(String key, List<T> values, Function<T, String> wordFor) {
    Words words = new Words(values.stream().map(wordFor).toList());
    return value(key, words.toString(), Function.identity())
        .flatMap(
            text -> {
              Optional<T> meant =
                  values.stream().filter(v -> wordFor.apply(v).equals(text)).findFirst();
              if (meant.isEmpty()) {
                String found = FoundText.quoted(text) + words.didYouMean(text);
                problems.add(placeOf(key), key + ": expected " + words + ", found " + found);
              }
              return meant;
            });
  }

  /** A block below a key. */
  Optional<YamlBlock> block(String key, Block kindBelow) {
    return find(key).flatMap(node -> of(node, kindBelow, problems));
  }

  /** The items of a list; none if the key is absent or holds no list. */
  List<YamlNode> items(String key, String expected) {
    Optional<YamlNode> node = find(key);
    if (node.isPresent() && node.get() instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    node.ifPresent(n -> refuse(n, key, expected));
    return List.of();
  }

  /** As {@link #items}; an empty list says nothing, so that its key should be left out. */
  List<YamlNode> oneOrMore(String key, String expected) {
    List<YamlNode> items = items(key, expected);
    if (items.size() > MAX_ITEMS) {
      problems.add(placeOf(key), key + ": expected at most " + MAX_ITEMS + " items, found more");
      return List.of();
    }
    find(key)
        .filter(node -> node instanceof YamlNode.Sequence && items.isEmpty())
        .ifPresent(node -> refuse(node, key, expected));
    return items;
  }

  /** The values of a list of text. */
  <T> List<T> values(String key, String expected, Function<String, T> reader) {
    List<T> values = new ArrayList<>();
    for (YamlNode item : oneOrMore(key, "a list with at least one " + expected)) {
      valueOf(item, key, expected, reader).ifPresent(values::add);
    }
    return values;
  }

  private void refuse(YamlNode node, String key, String expected) {
    problems.add(node.place(), key + ": expected " + expected + ", found " + node.found());
  }

  private <T> Optional<T> valueOf(
      YamlNode node, String key, String expected, Function<String, T> reader) {
    if (!(node instanceof YamlNode.Scalar scalar) || !FoundText.isOneLine(scalar.text())) {
      refuse(node, key, expected);
      return Optional.empty();
    }
    if (scalar.text().length() > MAX_CHARACTERS) {
      refuse(node, key, "at most " + MAX_CHARACTERS + " characters");
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(scalar.text()));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String prefix = key + ": ";
      problems.add(node.place(), message.startsWith(prefix) ? message : prefix + message);
      return Optional.empty();
    }
  }
}
