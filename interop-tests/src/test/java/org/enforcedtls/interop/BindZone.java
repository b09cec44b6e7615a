package org.enforcedtls.interop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One zone as its owner writes it. All names are written in full, without trailing dot. */
final class BindZone {
  /** What the owner makes of it. */
  enum Signing {
    NSEC,
    NSEC3,
    /** The zone above proves that it has no key. */
    UNSIGNED,
    /** Signed once, and never again since. */
    EXPIRED
  }

  private static final String FIRST_LINES =
      """
      $ORIGIN .
      $TTL 300
      %1$s SOA ns hostmaster 1 3600 600 86400 60
      %1$s NS ns
      """;

  private final String apex;
  private final Signing signing;
  private final List<String> records = new ArrayList<>();
  private final Map<String, String> forgeries = new LinkedHashMap<>();

  BindZone(String apex, Signing signing) {
    this.apex = apex;
    this.signing = signing;
  }

  String apex() {
    return apex;
  }

  Signing signing() {
    return signing;
  }

  boolean isSigned() {
    return signing != Signing.UNSIGNED;
  }

  boolean isBelow(BindZone other) {
    return this != other && (other.apex.equals(".") || apex.endsWith("." + other.apex));
  }

  /** Adds a record, such as {@code mx.fi.example A 127.0.0.1}. */
  BindZone add(String record) {
    records.add(record);
    return this;
  }

  /**
   * Changes what a record says when all is signed, so that no signature covers it.
   *
   * @param record the beginning of a record, such as {@code mx.fi.example A}, without what it says
   * @param forged what it says instead of the first word
   */
  BindZone forge(String record, String forged) {
    forgeries.put(record, forged);
    return this;
  }

  String text() {
    return FIRST_LINES.formatted(apex) + String.join("\n", records) + "\n";
  }

  String forged(String signedZone) {
    String text = signedZone;
    for (Map.Entry<String, String> forgery : forgeries.entrySet()) {
      String[] words = forgery.getKey().split(" ", 2);
      Matcher record =
          Pattern.compile(
                  "^(%s\\.\\s+\\d+\\s+IN\\s+%s\\s+)\\S+"
                      .formatted(Pattern.quote(words[0]), Pattern.quote(words[1])),
                  Pattern.MULTILINE)
              .matcher(text);
      if (!record.find()) {
        throw new IllegalStateException(forgery.getKey() + " is not in " + text);
      }
      text = record.replaceFirst("$1" + forgery.getValue());
    }
    return text;
  }
}
