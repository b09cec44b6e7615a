package org.enforcedtls.testkit.mx;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do on each cue that is not left to the default. Immutable.
 *
 * @param replies by cue
 * @param turns for one time only that a cue comes on a connection
 * @param recipients for one RCPT after the other in a transaction, the last for all more; may be
 *     empty
 */
record Scripts(
    Map<Cue, List<Action>> replies, Map<Turn, List<Action>> turns, List<List<Action>> recipients) {
  static final Scripts NONE = new Scripts(Map.of(), Map.of(), List.of());

  /** The n-th time of a cue on a connection, from 1 on. */
  record Turn(Cue cue, int time) {}

  Scripts {
    replies = Map.copyOf(replies);
    turns = Map.copyOf(turns);
    recipients = recipients.stream().map(List::copyOf).toList();
  }

  Scripts with(Cue cue, List<Action> script) {
    Map<Cue, List<Action>> changed = new EnumMap<>(Cue.class);
    changed.putAll(replies);
    changed.put(cue, List.copyOf(script));
    return new Scripts(changed, turnsWithout(cue), cue == Cue.RCPT ? List.of() : recipients);
  }

  Scripts with(Turn turn, List<Action> script) {
    Map<Turn, List<Action>> changed = new HashMap<>(turns);
    changed.put(turn, List.copyOf(script));
    return new Scripts(replies, changed, recipients);
  }

  Scripts withRecipients(List<List<Action>> scripts) {
    return new Scripts(replies, turnsWithout(Cue.RCPT), scripts);
  }

  Scripts without(Cue cue) {
    Map<Cue, List<Action>> changed = new EnumMap<>(Cue.class);
    changed.putAll(replies);
    changed.remove(cue);
    return new Scripts(changed, turnsWithout(cue), cue == Cue.RCPT ? List.of() : recipients);
  }

  private Map<Turn, List<Action>> turnsWithout(Cue cue) {
    Map<Turn, List<Action>> rest = new HashMap<>(turns);
    rest.keySet().removeIf(turn -> turn.cue() == cue);
    return rest;
  }

  /** Null if the cue is left to the default. */
  @Nullable List<Action> on(Turn turn, int recipientsBefore) {
    List<Action> once = turns.get(turn);
    if (once != null) {
      return once;
    }
    if (turn.cue() == Cue.RCPT && !recipients.isEmpty()) {
      return recipients.get(Math.min(recipientsBefore, recipients.size() - 1));
    }
    return replies.get(turn.cue());
  }
}
