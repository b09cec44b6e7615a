package org.enforcedtls.queue.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.message.TlsWish;

/** Values that have a form of their own in a column. */
final class Columns {
  private static final String EIGHT_BIT = "8";
  private static final String EIGHT_BIT_HEADER = "h";
  private static final String NUL = "0";

  private Columns() {}

  /** What the content needs, a character each. */
  static String marks(ContentSurvey survey) {
    return (survey.hasEightBit() ? EIGHT_BIT : "")
        + (survey.hasEightBitHeader() ? EIGHT_BIT_HEADER : "")
        + (survey.hasNul() ? NUL : "");
  }

  static ContentSurvey survey(ResultSet row) throws SQLException {
    String marks = row.getString("content_marks");
    return new ContentSurvey(
        row.getLong("size_octets"),
        row.getInt("longest_line_octets"),
        marks.contains(EIGHT_BIT),
        marks.contains(EIGHT_BIT_HEADER),
        marks.contains(NUL));
  }

  /** A line for each tag. */
  static String tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining("\n"));
  }

  static Map<String, String> tags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              tags.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return tags;
  }

  /** An envelope without recipients yet. */
  static Envelope.Builder envelope(ResultSet row) throws SQLException {
    Envelope.Builder envelope = Envelope.from(row.getString("reverse_path"));
    Optional.ofNullable(row.getString("envelope_id")).ifPresent(envelope::envelopeId);
    Optional.ofNullable(row.getString("dsn_return"))
        .map(DsnReturn::valueOf)
        .ifPresent(envelope::dsnReturn);
    tlsWish(row).ifPresent(envelope::tlsWish);
    return envelope;
  }

  static Optional<TlsWish> tlsWish(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString("tls_wish")).map(TlsWish::of);
  }

  static Claim.Lifetime lifetime(ResultSet row) throws SQLException {
    return new Claim.Lifetime(
        Instant.ofEpochMilli(row.getLong("arrived_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")),
        Optional.ofNullable(Sql.instant(row, "lifetime_from")));
  }

  /** The same for a recipient whose row is joined with that of its destination. */
  static Claim.Lifetime lifetimeAtDestination(ResultSet row) throws SQLException {
    long millis = row.getLong("lifetime");
    Optional<Duration> ofPolicy =
        row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    return lifetime(row).under(ofPolicy);
  }

  static Recipient recipient(ResultSet row) throws SQLException {
    Recipient recipient = Recipient.of(row.getString("mailbox"));
    String notify = row.getString("notify");
    if (notify != null) {
      recipient =
          recipient.withNotify(
              Arrays.stream(notify.split(",")).map(DsnNotify::valueOf).collect(Collectors.toSet()));
    }
    String original = row.getString("original_recipient");
    return original == null ? recipient : recipient.withOriginalRecipient(original);
  }
}
