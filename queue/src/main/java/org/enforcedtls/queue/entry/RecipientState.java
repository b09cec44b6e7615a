package org.enforcedtls.queue.entry;

import java.util.Arrays;
import java.util.Locale;

/** Where one recipient of a queued message stands. */
public enum RecipientState {
  /** To be tried when it is due. */
  WAITING,
  /**
   * Kept back because a check of the recipient's hosts failed: tried when it is due, and at once
   * when the policy changes or somebody asks.
   */
  HELD,
  /** Kept back by an operator: neither tried nor expired until released. */
  SUSPENDED,
  /** An MX host took responsibility. */
  ACCEPTED,
  /** Failed for good. */
  FAILED,
  /** The lifetime of the message was over before any MX host took it. */
  EXPIRED,
  /** Taken out by an operator. */
  REMOVED;

  /**
   * Whether nothing more will happen to the recipient.
   *
   * @return false while the message may still be sent
   */
  public boolean isFinal() {
    return compareTo(SUSPENDED) > 0;
  }

  /**
   * The word for it in the store and in reports; it never changes.
   *
   * @return such as {@code waiting}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a state by its word.
   *
   * @param code such as {@code waiting}
   * @return the state
   * @throws IllegalArgumentException if there is no such state
   */
  public static RecipientState of(String code) {
    return Arrays.stream(values())
        .filter(state -> state.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no recipient state \"" + code + "\""));
  }
}
