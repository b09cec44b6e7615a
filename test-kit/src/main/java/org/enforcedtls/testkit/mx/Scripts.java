package org.enforcedtls.testkit.mx;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do on each cue that is not left to the default. Immutable.
 *
 * @param replies by cue
 * @param recipients for one RCPT after the other in a transaction, the last for all more; may be
 *     empty
 */
record Scripts(Map<Cue, List<Action>> replies, List<List<Action>> recipients) {
  static final Scripts NONE = new Scripts(Map.of(), List.of());

  Scripts {
    replies = Map.copyOf(replies);
    recipients = recipients.stream().map(List::copyOf).toList();
  }

  Scripts with(Cue cue, List<Action> script) {
    Map<Cue, List<Action>> changed = new EnumMap<>(Cue.class);
    changed.putAll(replies);
    changed.put(cue, List.copyOf(script));
    return new Scripts(changed, cue == Cue.RCPT ? List.of() : recipients);
  }

  Scripts withRecipients(List<List<Action>> scripts) {
    return new Scripts(replies, scripts);
  }

  Scripts without(Cue cue) {
    Map<Cue, List<Action>> changed = new EnumMap<>(Cue.class);
    changed.putAll(replies);
    changed.remove(cue);
    return new Scripts(changed, cue == Cue.RCPT ? List.of() : recipients);
  }

  /** Null if the cue is left to the default. */
  @Nullable List<Action> on(Cue cue, int recipientsBefore) {
    if (cue == Cue.RCPT && !recipients.isEmpty()) {
      return recipients.get(Math.min(recipientsBefore, recipients.size() - 1));
    }
    return replies.get(cue);
  }
}
