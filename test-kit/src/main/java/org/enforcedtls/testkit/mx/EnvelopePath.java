package org.enforcedtls.testkit.mx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A path of MAIL or RCPT, exactly as it came. Immutable.
 *
 * @param address between the angle brackets; empty for the null reverse path. If there are no
 *     brackets, all up to the first blank
 * @param parameters such as {@code SIZE=1000}, in order
 */
public record EnvelopePath(String address, List<String> parameters) {
  /**
   * Copies the parameters.
   *
   * @param address between the angle brackets; empty for the null reverse path
   * @param parameters such as {@code SIZE=1000}, in order
   */
  public EnvelopePath {
    parameters = List.copyOf(parameters);
  }

  /** Reads what follows {@code MAIL FROM:} or {@code RCPT TO:}. */
  static EnvelopePath parse(String argument) {
    String path = argument.substring(argument.indexOf(':') + 1).strip();
    int end = path.startsWith("<") ? endOfBrackets(path) : path.indexOf(' ');
    String address = end < 0 ? path : path.substring(0, end);
    String rest = path.substring(address.length());
    if (address.startsWith("<") && address.endsWith(">")) {
      address = address.substring(1, address.length() - 1);
    }
    List<String> parameters = new ArrayList<>(Arrays.asList(rest.split(" ", -1)));
    parameters.removeIf(String::isEmpty);
    return new EnvelopePath(address, parameters);
  }

  /** A quoted local part may hold the closing bracket. */
  private static int endOfBrackets(String path) {
    boolean quoted = false;
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i + 1;
      }
    }
    return -1;
  }
}
