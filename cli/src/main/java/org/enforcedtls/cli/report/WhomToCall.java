package org.enforcedtls.cli.report;

import java.util.Optional;
import org.enforcedtls.outcome.Party;

/** Parties in words that lead to a telephone. */
public final class WhomToCall {
  private WhomToCall() {}

  /**
   * Whom to call.
   *
   * @param party to talk to
   * @param contact that the policy registers for the partner
   * @return such as {@code the partner, postmaster@fi.example}
   */
  public static String of(Party party, Optional<String> contact) {
    return switch (party) {
      case OURS -> "your own operators: the trouble is on this side";
      case PARTNER -> contact.map(c -> "the partner, " + c).orElse("the partner's postmaster");
      case DNS -> "whoever runs the DNS of the recipient domain, or your resolver";
      case NETWORK -> "nobody yet: the network may recover; then whoever runs the path";
      case MESSAGE -> "the sender: the message itself cannot be sent like this";
    };
  }
}
