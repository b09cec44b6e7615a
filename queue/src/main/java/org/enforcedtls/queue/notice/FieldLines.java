package org.enforcedtls.queue.notice;

import java.nio.charset.StandardCharsets;

/** Header fields, folded at spaces where a line would pass 76 octets. For one thread. */
final class FieldLines {
  private static final int MAX_OCTETS = 76;

  private final StringBuilder lines = new StringBuilder();

  /** A value without line end. */
  FieldLines put(String name, String value) {
    StringBuilder line = new StringBuilder(name).append(':');
    boolean isFirst = true;
    for (String word : value.split(" +", -1)) {
      // A first word behind the name stays there: RFC 5322 §3.2.2 knows no line of nothing but
      // space.
      if (!isFirst && octets(line) + 1 + octets(word) > MAX_OCTETS) {
        lines.append(line).append("\r\n");
        line.setLength(0);
      }
      line.append(' ').append(word);
      isFirst = false;
    }
    lines.append(line).append("\r\n");
    return this;
  }

  FieldLines gap() {
    lines.append("\r\n");
    return this;
  }

  private static int octets(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
