package org.enforcedtls.reply;

import java.util.List;
import java.util.Optional;

/**
 * One SMTP reply (RFC 5321 §4.2): a code, and the text of each of its lines. Immutable.
 *
 * @param code 200 to 599
 * @param lines the text behind the code, a line each, at least one; never a line end in it, other
 *     control characters escaped, so that it can be logged and shown
 */
public record Reply(int code, List<String> lines) {
  private static final int CLOSING = 421;

  /**
   * Checks the range and copies the lines.
   *
   * @param code 200 to 599
   * @param lines at least one
   * @throws IllegalArgumentException if the code is outside its range or there is no line
   */
  public Reply {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("code must be 200 to 599, not " + code);
    }
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("lines must hold at least one line");
    }
  }

  /**
   * The first digit of the code: 2 done, 3 go on, 4 transient failure, 5 permanent failure.
   *
   * @return 2 to 5
   */
  public int classDigit() {
    return code / 100;
  }

  /**
   * Whether the command was carried out.
   *
   * @return true for 2yz
   */
  public boolean isPositiveCompletion() {
    return classDigit() == 2;
  }

  /**
   * Whether the host waits for more.
   *
   * @return true for 3yz
   */
  public boolean isIntermediate() {
    return classDigit() == 3;
  }

  /**
   * Whether the host says that it closes the connection, which it may in reply to any command (RFC
   * 5321 §3.8).
   *
   * @return true for 421
   */
  public boolean isClosing() {
    return code == CLOSING;
  }

  /**
   * The enhanced status code of the last line, if it has one whose class agrees with the reply
   * code. A code of another class is not believed (RFC 2034 §4).
   *
   * @return the code that the host gave
   */
  public Optional<EnhancedStatusCode> enhancedStatusCode() {
    String last = lines.get(lines.size() - 1);
    int space = last.indexOf(' ');
    return EnhancedStatusCode.parse(space < 0 ? last : last.substring(0, space))
        .filter(status -> status.classDigit() == classDigit());
  }

  /** The code and the text of all lines, joined by a space. */
  @Override
  public String toString() {
    return (code + " " + String.join(" ", lines)).strip();
  }
}
