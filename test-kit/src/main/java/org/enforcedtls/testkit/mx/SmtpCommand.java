package org.enforcedtls.testkit.mx;

/**
 * One command line of a client. Immutable.
 *
 * @param line without its line end
 * @param protection clear or inside TLS
 * @param timing whether the client had waited for the reply before
 */
public record SmtpCommand(String line, Protection protection, Timing timing) {
  /** When a command came. Immutable. */
  public enum Timing {
    /** After the reply to the command before had been sent. */
    AFTER_REPLY,
    /**
     * Before the reply to the command before was sent: pipelined. Seen for certain if both came in
     * one segment, or if the reply was delayed.
     */
    AHEAD_OF_REPLY
  }

  /**
   * The verb.
   *
   * @return the line up to the first blank, in capitals
   */
  public String verb() {
    int blank = line.indexOf(' ');
    return (blank < 0 ? line : line.substring(0, blank)).toUpperCase(java.util.Locale.ROOT);
  }

  /**
   * What follows the verb.
   *
   * @return all behind the first blank; empty if there is none
   */
  public String argument() {
    int blank = line.indexOf(' ');
    return blank < 0 ? "" : line.substring(blank + 1);
  }
}
