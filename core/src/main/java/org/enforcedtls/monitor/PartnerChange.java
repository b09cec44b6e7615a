package org.enforcedtls.monitor;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.preflight.Readiness;

/**
 * Something at a partner is not what it was. Immutable.
 *
 * @param readiness what was seen now, with remedies and whom to call
 * @param before the state at the last look; empty at the first
 * @param now the state that will be remembered
 * @param differences what has changed; at the first look all facts
 */
public record PartnerChange(
    Readiness readiness,
    Optional<PartnerState> before,
    PartnerState now,
    List<PartnerState.Difference> differences) {
  /**
   * Checks and copies.
   *
   * @param readiness what was seen now
   * @param before the state at the last look
   * @param now the state that will be remembered
   * @param differences what has changed
   */
  public PartnerChange {
    requireNonNull(readiness, "readiness");
    requireNonNull(before, "before");
    requireNonNull(now, "now");
    differences = List.copyOf(differences);
  }

  /**
   * Whose mail is meant.
   *
   * @return the recipient domain
   */
  public Domain domain() {
    return now.domain();
  }

  /** The domain and what has changed, a line each. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(domain().toString());
    differences.forEach(
        difference -> text.append(System.lineSeparator()).append("  ").append(difference));
    return text.toString();
  }
}
