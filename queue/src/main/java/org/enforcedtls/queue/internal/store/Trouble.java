package org.enforcedtls.queue.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Party;

/**
 * Why something was not sent, in the columns cause, cause_text and cause_details. Immutable.
 *
 * @param status of the failure
 * @param cause with its evidence
 * @param contact whom to call; empty if nobody is registered
 */
public record Trouble(String status, Cause cause, Optional<String> contact) {
  private static final String PARTY = "party";
  private static final String CONTACT = "contact";
  private static final String EVIDENCE = "evidence.";
  private static final Pattern LINE_END = Pattern.compile("\\R");

  String code() {
    return cause.code().code();
  }

  /** A line for the party, the contact and each piece of evidence. */
  String details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put(PARTY, cause.party().name());
    contact.ifPresent(who -> details.put(CONTACT, oneLine(who)));
    cause.evidence().forEach((name, value) -> details.put(EVIDENCE + name, oneLine(value)));
    return Columns.tags(details);
  }

  private static String oneLine(String text) {
    return LINE_END.matcher(text).replaceAll(" ");
  }

  /** The trouble of a row; empty if it has none. */
  static Optional<Trouble> of(ResultSet row) throws SQLException {
    String code = row.getString("cause");
    if (code == null) {
      return Optional.empty();
    }
    Map<String, String> details =
        Columns.tags(Optional.ofNullable(row.getString("cause_details")).orElse(""));
    Cause cause =
        Cause.of(CauseCode.of(code), Optional.ofNullable(row.getString("cause_text")).orElse(code));
    for (Map.Entry<String, String> detail : details.entrySet()) {
      if (detail.getKey().equals(PARTY)) {
        cause = cause.withParty(Party.valueOf(detail.getValue()));
      } else if (detail.getKey().startsWith(EVIDENCE)) {
        cause = cause.withEvidence(detail.getKey().substring(EVIDENCE.length()), detail.getValue());
      }
    }
    return Optional.of(
        new Trouble(
            Optional.ofNullable(row.getString("status")).orElse("4.0.0"),
            cause,
            Optional.ofNullable(details.get(CONTACT))));
  }
}
