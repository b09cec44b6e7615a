package org.enforcedtls.dialogue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each step of a dialogue may take: in all, from its first octet to its last, so that a
 * host that drips octets gains no time.
 *
 * <p>Stricter than RFC 5321 §4.5.3.2: a time-out bounds the whole step, not each wait inside it.
 * Immutable.
 */
public final class DialogueTimeouts {
  private static final DialogueTimeouts DEFAULTS =
      new DialogueTimeouts(new EnumMap<>(DialogueStep.class));

  private final Map<DialogueStep, Duration> changed;

  private DialogueTimeouts(Map<DialogueStep, Duration> changed) {
    this.changed = changed;
  }

  /**
   * The time-outs of RFC 5321 §4.5.3.2, and 30 s to connect.
   *
   * @return {@link DialogueStep#defaultTimeout()} for each step
   */
  public static DialogueTimeouts defaults() {
    return DEFAULTS;
  }

  /**
   * These time-outs with one of them changed.
   *
   * @param step the step
   * @param timeout positive, at most one day
   * @return a copy
   * @throws IllegalArgumentException if the time-out is outside its range
   */
  public DialogueTimeouts with(DialogueStep step, Duration timeout) {
    requireNonNull(step, "step");
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "timeout " + step.configName() + " must be over 0 and at most P1D, not " + timeout);
    }
    Map<DialogueStep, Duration> copy = new EnumMap<>(DialogueStep.class);
    copy.putAll(changed);
    copy.put(step, timeout);
    return new DialogueTimeouts(copy);
  }

  /**
   * The same time-out for every step.
   *
   * @param timeout positive, at most one day
   * @return a copy
   * @throws IllegalArgumentException if the time-out is outside its range
   */
  public DialogueTimeouts withAll(Duration timeout) {
    DialogueTimeouts all = this;
    for (DialogueStep step : DialogueStep.values()) {
      all = all.with(step, timeout);
    }
    return all;
  }

  /**
   * How long a step may take.
   *
   * @param step the step
   * @return a positive duration
   */
  public Duration of(DialogueStep step) {
    return changed.getOrDefault(step, step.defaultTimeout());
  }
}
