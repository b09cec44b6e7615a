package org.enforcedtls.queue.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;

/** What programs read: a message/delivery-status, or its form in UTF-8. Immutable. */
final class StatusFields {
  /**
   * The names of our own findings: RFC 3464 §2.3.6 leaves other types than those of hosts to us.
   */
  private static final String OWN_DIAGNOSTIC = "x-enforced-tls; ";

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Pattern XTEXT = Pattern.compile("\\+([0-9A-F]{2})");

  private final Domain reportingMta;
  private final Characters characters;

  /** Which characters may stand in it. */
  enum Characters {
    /** A message/delivery-status. */
    ASCII,
    /** A message/global-delivery-status. */
    UTF_8
  }

  StatusFields(Domain reportingMta, Characters characters) {
    this.reportingMta = reportingMta;
    this.characters = characters;
  }

  /** In the form of RFC 5322 §3.3. */
  static String dateTime(Instant instant) {
    return DATE_TIME.format(instant);
  }

  /** Fields of the message, then those of each recipient behind an empty line. */
  String of(OriginalMessage original, List<RecipientStatus> statuses) {
    FieldLines fields = new FieldLines();
    original.envelopeId().ifPresent(id -> fields.put("Original-Envelope-Id", id));
    fields.put("Reporting-MTA", "dns; " + reportingMta);
    fields.put("Arrival-Date", dateTime(original.arrivedAt()));
    for (RecipientStatus status : statuses) {
      put(fields.gap(), status);
    }
    return fields.toString();
  }

  /** In the order of RFC 3464 §2.3. */
  private void put(FieldLines fields, RecipientStatus status) {
    status
        .recipient()
        .originalRecipientParameter()
        .map(StatusFields::decoded)
        .ifPresent(address -> fields.put("Original-Recipient", address));
    fields.put("Final-Recipient", typed(status.recipient().mailbox()));
    fields.put("Action", status.action().code());
    fields.put("Status", status.status().toString());
    status.remoteReply().ifPresent(said -> fields.put("Remote-MTA", "dns; " + said.mxHost()));
    diagnostic(status).ifPresent(text -> fields.put("Diagnostic-Code", text));
    status.lastAttemptAt().ifPresent(at -> fields.put("Last-Attempt-Date", dateTime(at)));
    status.willRetryUntil().ifPresent(at -> fields.put("Will-Retry-Until", dateTime(at)));
  }

  /** The words of another host go first; type smtp is for these only (RFC 3464 §2.3.6). */
  private Optional<String> diagnostic(RecipientStatus status) {
    return status
        .remoteReply()
        .map(said -> "smtp; " + fit(said.reply().toString()))
        .or(() -> status.cause().map(cause -> OWN_DIAGNOSTIC + fit(cause.toString())));
  }

  /** Outside ASCII the address type of RFC 6533 §3, in UTF-8 or in its form for ASCII. */
  private String typed(Mailbox mailbox) {
    if (!mailbox.isInternationalized()) {
      return "rfc822; " + mailbox;
    }
    return "utf-8; "
        + (characters == Characters.UTF_8 ? mailbox.toString() : unitext(mailbox.toString()));
  }

  private static String unitext(String address) {
    StringBuilder unitext = new StringBuilder();
    address
        .codePoints()
        .forEach(
            c -> {
              if (c <= ' ' || c >= 0x7f || "\\+=".indexOf(c) >= 0) {
                unitext.append(String.format("\\x{%X}", c));
              } else {
                unitext.append((char) c);
              }
            });
    return unitext.toString();
  }

  private String fit(String text) {
    return characters == Characters.UTF_8 ? OneLine.of(text) : OneLine.asciiOf(text);
  }

  /** The value of ORCPT without the encoding of RFC 3461 §4 that it has in a command. */
  private static String decoded(String parameter) {
    int semicolon = parameter.indexOf(';');
    String address =
        XTEXT
            .matcher(parameter.substring(semicolon + 1))
            .replaceAll(
                octet ->
                    Matcher.quoteReplacement(
                        new String(
                            new byte[] {(byte) Integer.parseInt(octet.group(1), 16)},
                            StandardCharsets.ISO_8859_1)));
    return parameter.substring(0, semicolon) + "; " + OneLine.asciiOf(address);
  }
}
