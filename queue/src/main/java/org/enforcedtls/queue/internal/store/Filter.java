package org.enforcedtls.queue.internal.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.RecipientState;
import org.jspecify.annotations.Nullable;

/**
 * A query as a condition on recipients r, messages m and destinations d.
 *
 * @param condition with a mark for each value
 * @param values in the order of the marks
 */
record Filter(String condition, List<Object> values) {
  static final String TABLES =
      " FROM queue_recipient r JOIN queue_message m ON m.id = r.message"
          + " LEFT JOIN queue_destination d ON d.domain = r.domain";

  static Filter of(QueueQuery query) {
    StringJoiner conditions = new StringJoiner(" AND ");
    List<Object> values = new ArrayList<>();
    List<String> states = query.states().stream().map(RecipientState::code).sorted().toList();
    conditions.add(
        "r.state IN (" + String.join(", ", Collections.nCopies(states.size(), "?")) + ")");
    values.addAll(states);
    query.id().ifPresent(id -> put(conditions, values, Map.entry("r.message = ?", id.text())));
    query.domain().ifPresent(d -> put(conditions, values, Map.entry("r.domain = ?", d.aLabels())));
    query
        .sender()
        .ifPresent(s -> put(conditions, values, Map.entry("m.reverse_path = ?", s.toString())));
    query
        .cause()
        .ifPresent(
            c -> put(conditions, values, Map.entry("COALESCE(d.cause, r.cause) = ?", c.code())));
    query
        .arrivedBefore()
        .ifPresent(at -> put(conditions, values, Map.entry("m.arrived_at < ?", at)));
    return new Filter(conditions.toString(), values);
  }

  private static void put(
      StringJoiner conditions, List<Object> values, Map.Entry<String, ?> condition) {
    conditions.add(condition.getKey());
    values.add(condition.getValue());
  }

  /** The values, and more behind them. */
  @Nullable Object[] valuesAnd(Object... more) {
    List<Object> all = new ArrayList<>(values);
    Collections.addAll(all, more);
    return all.toArray();
  }
}
