package org.enforcedtls.cli.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers and times in words. */
final class Words {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<String> SHORT_FORMS =
      Set.of("dns", "ehlo", "mx", "requiretls", "smtputf8", "starttls", "sts", "tls", "tlsa");

  private Words() {}

  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  static String partners(long number) {
    return count(number, "partner", "partners");
  }

  /** Such as {@code STARTTLS not offered}. */
  static String ofCode(String code) {
    return Stream.of(code.split("-", -1))
        .map(word -> SHORT_FORMS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
        .collect(Collectors.joining(" "));
  }

  static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  static String day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
