package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a policy decides about delivery, and what becomes of mail that it stops. Immutable. */
public final class Enforcement {
  private static final Enforcement ALWAYS =
      new Enforcement(Stage.ENFORCE, null, null, OnFailure.HOLD);

  private final Stage stage;
  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private final OnFailure onFailure;

  private Enforcement(
      Stage stage, @Nullable Instant from, @Nullable Instant until, OnFailure onFailure) {
    this.stage = stage;
    this.from = from;
    this.until = until;
    this.onFailure = onFailure;
  }

  /**
   * Enforced at all times, mail held on failure.
   *
   * @return what a policy has unless it says otherwise
   */
  public static Enforcement always() {
    return ALWAYS;
  }

  /**
   * The same in another stage.
   *
   * @param stage the stage
   * @return a copy
   */
  public Enforcement withStage(Stage stage) {
    return new Enforcement(requireNonNull(stage, "stage"), from, until, onFailure);
  }

  /**
   * The same with another consequence of failure.
   *
   * @param onFailure the consequence
   * @return a copy
   */
  public Enforcement withOnFailure(OnFailure onFailure) {
    return new Enforcement(stage, from, until, requireNonNull(onFailure, "onFailure"));
  }

  /**
   * The same from an instant on; until then the policy is observed.
   *
   * @param from the first instant
   * @return a copy
   * @throws IllegalArgumentException if it is not before the end
   */
  public Enforcement startingAt(Instant from) {
    return new Enforcement(stage, requireNonNull(from, "from"), until, onFailure).checked();
  }

  /**
   * The same until an instant; from then on the policy is observed.
   *
   * @param until the first instant at which it no longer decides
   * @return a copy
   * @throws IllegalArgumentException if it is not after the start
   */
  public Enforcement endingAt(Instant until) {
    return new Enforcement(stage, from, requireNonNull(until, "until"), onFailure).checked();
  }

  private Enforcement checked() {
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("from " + from + " must be before until " + until);
    }
    return this;
  }

  /**
   * The stage that counts at an instant.
   *
   * @param at the instant
   * @return the configured stage from {@link #from()} until {@link #until()}, else OBSERVE
   */
  public Stage stageAt(Instant at) {
    boolean before = from != null && at.isBefore(from);
    boolean after = until != null && !at.isBefore(until);
    return before || after ? Stage.OBSERVE : stage;
  }

  /**
   * The configured stage.
   *
   * @return ENFORCE unless said otherwise
   */
  public Stage stage() {
    return stage;
  }

  /**
   * The first instant.
   *
   * @return empty if there is no start
   */
  public Optional<Instant> from() {
    return Optional.ofNullable(from);
  }

  /**
   * The first instant at which the policy no longer decides.
   *
   * @return empty if there is no end
   */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /**
   * What becomes of mail that the policy stops.
   *
   * @return HOLD unless said otherwise
   */
  public OnFailure onFailure() {
    return onFailure;
  }
}
