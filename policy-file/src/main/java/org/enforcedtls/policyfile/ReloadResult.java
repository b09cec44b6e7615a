package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

/** What a reload of a partner file, or of a file of trust anchors, came to. */
public sealed interface ReloadResult {
  /**
   * The file was read and what it says is in use from now on.
   *
   * @param rows how many rows, or trust anchors, it has
   */
  record Reloaded(int rows) implements ReloadResult {}

  /**
   * The file, and each file of anchors that it names, says what the table in use says already: it
   * stays. If an earlier reload failed, that is over.
   */
  record Unchanged() implements ReloadResult {}

  /**
   * The file could not be read: what was in use stays in use, whole. Mail goes by the last good one
   * until the file is mended.
   *
   * @param problem what is wrong with the file, for a person; one problem a line
   */
  record KeptLastGood(String problem) implements ReloadResult {
    /**
     * Checks for null.
     *
     * @param problem what is wrong with the file
     */
    public KeptLastGood {
      requireNonNull(problem, "problem");
    }
  }
}
