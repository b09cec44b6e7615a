package org.enforcedtls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;

/**
 * What a host does, short enough for a row of a table: pieces between {@code /}, each a line that
 * is sent with its CR LF, or in braces what {@link #special} knows. Escapes are those of Java.
 */
final class HostileScript {
  private HostileScript() {}

  static Action[] parse(String script) {
    return script.isEmpty()
        ? new Action[0]
        : Arrays.stream(script.split("/", -1)).map(HostileScript::piece).toArray(Action[]::new);
  }

  /** One script for each RCPT of a transaction, between {@code ;}. */
  static void recipients(ScriptedMxBuilder host, String scripts) {
    host.recipients(
        Arrays.stream(scripts.split(";", -1)).map(one -> List.of(parse(one.strip()))).toList());
  }

  private static Action piece(String piece) {
    String text = piece.strip().translateEscapes();
    return text.startsWith("{") && text.endsWith("}")
        ? special(text.substring(1, text.length() - 1))
        : octets(text + "\r\n");
  }

  private static Action special(String text) {
    String[] words = text.split(" ", 2);
    String argument = words.length == 2 ? words[1] : "";
    return switch (words[0]) {
      case "nothing" -> octets("");
      case "raw" -> octets(argument);
      case "stall" -> Action.stall();
      case "stop" -> Action.stopReading();
      case "close" -> Action.close();
      case "truncate" -> Action.closeWithoutNotify();
      case "reset" -> Action.reset();
      case "wait" -> Action.delay(Duration.ofMillis(Long.parseLong(argument)));
      case "read" -> Action.readContent(Long.parseLong(argument));
      case "endless" -> Action.endless(argument);
      case "drip" -> Action.endless(argument, Duration.ofMillis(60));
      case "long" -> Action.paddedLine(argument, 100_000);
      default -> throw new IllegalArgumentException("no such piece of a script: " + text);
    };
  }

  private static Action octets(String text) {
    return Action.send(text.getBytes(ISO_8859_1));
  }
}
