package org.enforcedtls.reporting.report;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Sessions that failed in the same way (RFC 8460 §4.3, RFC 8460 §4.4). Immutable.
 *
 * @param type what failed
 * @param between which hosts
 * @param sessions how many
 * @param additionalInformation where more is found, usually a URI; null if nowhere
 * @param reason a code or a text of the sender's own; null if there is none
 */
public record FailureDetails(
    ResultType type,
    Ends between,
    long sessions,
    @Nullable String additionalInformation,
    @Nullable String reason) {

  /**
   * The hosts of a session, as far as they are known. Immutable.
   *
   * @param sendingAddress of the sender, as the internet sees it
   * @param mxHost whose session it was
   * @param mxHelo the name that the MX host gave itself
   * @param mxAddress that was dialled
   */
  public record Ends(
      @Nullable String sendingAddress,
      @Nullable String mxHost,
      @Nullable String mxHelo,
      @Nullable String mxAddress) {}

  /**
   * Checks the number.
   *
   * @param type what failed
   * @param between which hosts
   * @param sessions 0 or more
   * @param additionalInformation where more is found
   * @param reason of the sender's own
   * @throws IllegalArgumentException if the number is negative
   */
  public FailureDetails {
    requireNonNull(type, "type");
    requireNonNull(between, "between");
    if (sessions < 0) {
      throw new IllegalArgumentException("sessions must be 0 or more, not " + sessions);
    }
  }
}
