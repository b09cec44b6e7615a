package org.enforcedtls.dns;

import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** How long an answer may be used, read from the wire. */
final class TimeToLive {
  private static final long MAX_SECONDS = Integer.MAX_VALUE;

  private TimeToLive() {}

  /** RFC 2181 §8: a time with its top bit set counts as zero. */
  static Duration of(long seconds) {
    return seconds > MAX_SECONDS ? Duration.ZERO : Duration.ofSeconds(seconds);
  }

  /**
   * RFC 2308 §5: a denial lives as long as the SOA record with it, and no longer than its minimum.
   *
   * @param message a denial
   * @param name what it denies
   * @return empty without an SOA record of a zone that holds the name
   */
  static Optional<Duration> ofDenial(Message message, Name name) {
    return message.getSection(Section.AUTHORITY).stream()
        .filter(r -> r.getDClass() == DClass.IN && name.subdomain(r.getName()))
        .filter(SOARecord.class::isInstance)
        .map(SOARecord.class::cast)
        .map(soa -> shorter(of(soa.getTTL()), of(soa.getMinimum())))
        .findFirst();
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
