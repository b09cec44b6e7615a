package org.enforcedtls;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;

/** What the corpus says a server does, in the words of the test kit. */
final class CorpusScript {
  private static final Map<String, Cue> CUES =
      Map.ofEntries(
          Map.entry("connect", Cue.CONNECT),
          Map.entry("EHLO", Cue.EHLO),
          Map.entry("EHLO_TLS", Cue.EHLO_TLS),
          Map.entry("HELO", Cue.HELO),
          Map.entry("STARTTLS", Cue.STARTTLS),
          Map.entry("MAIL", Cue.MAIL),
          Map.entry("RCPT", Cue.RCPT),
          Map.entry("DATA", Cue.DATA),
          Map.entry("EOD", Cue.END_OF_CONTENT),
          Map.entry("RSET", Cue.RSET),
          Map.entry("NOOP", Cue.NOOP),
          Map.entry("QUIT", Cue.QUIT));

  private CorpusScript() {}

  static void apply(JsonNode server, ScriptedMxBuilder mx) {
    server
        .properties()
        .forEach(
            entry -> {
              Cue cue = CUES.get(entry.getKey());
              if (cue == Cue.RCPT && entry.getValue().isArray()) {
                mx.recipients(oneForEachCommand(entry.getValue()));
              } else if (cue != null) {
                mx.on(cue, actions(entry.getValue()).toArray(new Action[0]));
              }
            });
    if (server.has("delay_each_ms")) {
      mx.delayEach(Duration.ofMillis(server.get("delay_each_ms").asLong()));
    }
  }

  /** An object belongs to the string before it. */
  private static List<List<Action>> oneForEachCommand(JsonNode list) {
    List<List<Action>> commands = new ArrayList<>();
    for (JsonNode element : list) {
      if (element.isTextual()) {
        commands.add(new ArrayList<>());
      }
      commands.get(commands.size() - 1).addAll(actions(element));
    }
    return commands;
  }

  private static List<Action> actions(JsonNode value) {
    if (value.isTextual()) {
      return List.of(Action.send(value.asText()));
    }
    if (value.isArray()) {
      List<Action> all = new ArrayList<>();
      value.forEach(element -> all.addAll(actions(element)));
      return all;
    }
    return special(value);
  }

  private static List<Action> special(JsonNode value) {
    String first = value.fieldNames().next();
    return switch (first) {
      case "delay_ms" -> List.of(Action.delay(Duration.ofMillis(value.get(first).asLong())));
      case "stall" -> List.of(Action.stall());
      case "reset" -> List.of(Action.reset());
      case "close" -> List.of(Action.close());
      case "tcp_close_no_notify" -> List.of(Action.closeWithoutNotify());
      case "stop_reading" -> List.of(Action.stopReading());
      case "after_bytes" -> List.of(Action.readContent(value.get(first).asLong()));
      case "endless" -> List.of(Action.endless(value.get(first).asText()));
      case "endless_drip" ->
          List.of(
              Action.endless(
                  value.get(first).asText(), Duration.ofMillis(value.get("delay_ms").asLong())));
      case "line" ->
          List.of(Action.paddedLine(value.get(first).asText(), value.get("pad").asInt()));
      case "repeat" ->
          List.of(
              Action.repeat(value.get(first).get(0).asInt(), value.get(first).get(1).asText()),
              Action.send(value.get("end").asText()));
      default -> throw new IllegalArgumentException("the corpus has a new action: " + first);
    };
  }
}
