package org.enforcedtls.internal.session;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host takes of one session, as its LIMITS say (RFC 9422 §4). What is not a number from 1 on
 * is no limit. Immutable.
 *
 * @param maxMail transactions in a session
 * @param maxRcpt recipients in a transaction
 */
record SessionLimits(Optional<Integer> maxMail, Optional<Integer> maxRcpt) {
  private static final Pattern LIMIT = Pattern.compile("([A-Z0-9-]+)=([0-9]{1,6})");

  static SessionLimits parse(String parameters) {
    Optional<Integer> maxMail = Optional.empty();
    Optional<Integer> maxRcpt = Optional.empty();
    for (String word : parameters.toUpperCase(Locale.ROOT).split(" +", -1)) {
      Matcher limit = LIMIT.matcher(word);
      if (limit.matches() && Integer.parseInt(limit.group(2)) > 0) {
        Optional<Integer> value = Optional.of(Integer.valueOf(limit.group(2)));
        switch (limit.group(1)) {
          case "MAILMAX" -> maxMail = value;
          case "RCPTMAX" -> maxRcpt = value;
          default -> {}
        }
      }
    }
    return new SessionLimits(maxMail, maxRcpt);
  }
}
