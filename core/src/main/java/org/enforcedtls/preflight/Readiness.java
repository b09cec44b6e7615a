package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * Whether mail to a domain would leave. Immutable.
 *
 * @param preflight what was seen
 * @param verdict in a word
 * @param findings failures first; none if the domain is ready
 */
public record Readiness(Preflight preflight, Verdict verdict, List<Finding> findings) {
  /** In a word. */
  public enum Verdict {
    /** Everything is as it should be. */
    READY,
    /** There are findings. */
    FINDINGS,
    /** Policies or the DNS could not tell, so nothing can be said. */
    NOT_CHECKED;

    /**
     * The word for it in reports.
     *
     * @return such as {@code not-checked}
     */
    public String configName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Checks and copies.
   *
   * @param preflight what was seen
   * @param verdict in a word
   * @param findings failures first
   */
  public Readiness {
    requireNonNull(preflight, "preflight");
    requireNonNull(verdict, "verdict");
    findings = List.copyOf(findings);
  }

  /**
   * Whether mail would leave now, whatever the findings.
   *
   * @return whether an address took part in everything up to MAIL
   */
  public boolean isDeliverable() {
    return preflight.attempts().stream().anyMatch(attempt -> attempt.causes().isEmpty());
  }
}
