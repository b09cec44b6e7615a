package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Whether others can tell who this host is. Immutable.
 *
 * @param identity what the DNS says
 * @param verdict in a word
 * @param findings none if all is as others expect it
 */
public record SenderReadiness(
    SenderIdentity identity, Readiness.Verdict verdict, List<Finding> findings) {
  /**
   * Checks and copies.
   *
   * @param identity what the DNS says
   * @param verdict in a word
   * @param findings none if all is as others expect it
   */
  public SenderReadiness {
    requireNonNull(identity, "identity");
    requireNonNull(verdict, "verdict");
    findings = List.copyOf(findings);
  }
}
