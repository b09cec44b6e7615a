package org.enforcedtls.queue.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Party;

/** What people read, in one language. For one thread. */
final class NoticeText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int INDENT = 2;

  /** Where the dialogue ended before any of the message was sent. */
  private static final Set<CauseCode> BEFORE_TLS =
      EnumSet.range(CauseCode.STARTTLS_NOT_OFFERED, CauseCode.CERTIFICATE_UNSUITABLE);

  /** Where the contact of the partner can do something. */
  private static final Set<Party> OUT_THERE = EnumSet.of(Party.PARTNER, Party.DNS, Party.NETWORK);

  private final NoticeLanguage language;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final FoldedText text = new FoldedText();

  private NoticeText(NoticeLanguage language, Domain reportingMta) {
    this.language = language;
    values.put("host", reportingMta.toString());
  }

  static String subject(NoticeLanguage language, List<RecipientStatus> statuses) {
    RecipientStatus first = statuses.get(0);
    String key = "subject." + first.action().code() + (statuses.size() > 1 ? ".many" : "");
    return language.say(
        key,
        Map.of(
            "recipient", first.recipient().toString(),
            "count", Integer.toString(statuses.size())));
  }

  /** Recipients with one fate are named together, and what is to be said of it once. */
  static String of(
      NoticeLanguage language, Domain reportingMta, NoticeSubject subject, ReturnedPart returned) {
    NoticeText text = new NoticeText(language, reportingMta);
    text.say("opening");
    subject.statuses().stream()
        .collect(Collectors.groupingBy(Fate::of, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(alike -> text.tell(alike, subject.original()));
    text.message(subject.original(), returned);
    return text.text.toString();
  }

  /** What recipients of one message can have in common. */
  private record Fate(
      Domain domain,
      String status,
      Optional<Cause> cause,
      Optional<RemoteReply> reply,
      Optional<String> contact,
      Optional<Instant> until) {
    static Fate of(RecipientStatus status) {
      return new Fate(
          status.recipient().mailbox().domain(),
          status.action() + status.status().toString(),
          status.cause(),
          status.remoteReply(),
          status.contact(),
          status.willRetryUntil());
    }
  }

  private void tell(List<RecipientStatus> alike, OriginalMessage original) {
    RecipientStatus one = alike.get(0);
    values.put("domain", one.recipient().mailbox().domain().toString());
    values.put("arrived", TIME.format(original.arrivedAt()));
    one.willRetryUntil().ifPresent(until -> values.put("until", TIME.format(until)));
    text.gap();
    say(one.action().code());
    for (RecipientStatus status : alike) {
      text.line(INDENT, OneLine.of(status.recipient().toString()));
    }
    then(one).ifPresent(this::say);
    text.gap();
    one.cause().ifPresent(cause -> explain(cause, one.contact()));
    details(one, alike);
  }

  private static Optional<String> then(RecipientStatus status) {
    return switch (status.action()) {
      case FAILED -> Optional.of(status.isExpired() ? "expired.then" : "failed.then");
      case DELAYED ->
          Optional.of(status.willRetryUntil().isPresent() ? "delayed.until.then" : "delayed.then");
      case RELAYED -> Optional.of("relayed.then");
      case DELIVERED -> Optional.empty();
    };
  }

  private void explain(Cause cause, Optional<String> contact) {
    say("why");
    text.line(
        INDENT,
        language.find("cause." + cause.code().code(), values).orElseGet(() -> finding(cause)));
    if (BEFORE_TLS.contains(cause.code())) {
      text.line(INDENT, language.say("nothing-sent", values));
    }
    say("call");
    text.line(
        INDENT, language.say("party." + cause.party().name().toLowerCase(Locale.ROOT), values));
    if (OUT_THERE.contains(cause.party())) {
      contact.ifPresent(
          who -> {
            values.put("contact", OneLine.of(who));
            text.line(INDENT, language.say("contact", values));
          });
    }
  }

  private static String finding(Cause cause) {
    return OneLine.of(cause.text());
  }

  private void details(RecipientStatus status, Collection<RecipientStatus> alike) {
    say("details");
    detail("detail.status", status.status().toString());
    status
        .cause()
        .ifPresent(
            cause -> {
              detail("detail.cause", cause.code().code());
              if (!isQuoted(cause, status)) {
                detail("detail.finding", finding(cause));
              }
              cause.evidence().forEach(this::evidence);
            });
    status
        .remoteReply()
        .ifPresent(
            said -> {
              String ours = values.put("host", said.mxHost().toString());
              detail("detail.reply", OneLine.of(said.reply().toString()));
              values.put("host", ours);
            });
    alike.stream()
        .flatMap(one -> one.lastAttemptAt().stream())
        .max(Comparator.naturalOrder())
        .ifPresent(last -> detail("detail.last", TIME.format(last)));
  }

  private static boolean isQuoted(Cause cause, RecipientStatus status) {
    return status.remoteReply().isPresent() && cause.evidence().containsKey("reply");
  }

  /** The reply is quoted beside the host that said it. */
  private void evidence(String name, String value) {
    if (!name.equals("reply")) {
      String label = language.find("evidence." + name, values).orElseGet(() -> OneLine.of(name));
      label(label, OneLine.of(value));
    }
  }

  private void message(OriginalMessage original, ReturnedPart returned) {
    text.gap();
    say("message");
    detail("message.arrived", TIME.format(original.arrivedAt()));
    returned.subject().ifPresent(title -> detail("message.subject", title));
    returned.messageId().ifPresent(id -> detail("message.id", id));
    original.envelopeId().ifPresent(id -> detail("message.envelope", id));
    text.line(INDENT, language.say(returned.textKey(), values));
  }

  private void say(String key) {
    text.line(0, language.say(key, values));
  }

  private void detail(String key, String value) {
    label(language.say(key, values), value);
  }

  private void label(String label, String value) {
    text.line(" ".repeat(INDENT) + label + ": ", 2 * INDENT, value);
  }
}
