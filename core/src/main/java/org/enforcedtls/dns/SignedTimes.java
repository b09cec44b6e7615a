package org.enforcedtls.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Section;

/** For how long what was proved stays proved. */
final class SignedTimes {
  private SignedTimes() {}

  /**
   * RFC 4035 §5.3.3: no longer than any signature of the message holds, and than the time to live
   * that is signed: the one beside it anybody on the way can have changed.
   */
  static Duration limitOf(Message message, Instant now) {
    return Stream.of(Section.ANSWER, Section.AUTHORITY)
        .flatMap(section -> message.getSection(section).stream())
        .filter(RRSIGRecord.class::isInstance)
        .map(record -> limitOf((RRSIGRecord) record, now))
        .reduce(Response.Usable.NO_LIMIT, TimeToLive::shorter);
  }

  private static Duration limitOf(RRSIGRecord signature, Instant now) {
    Duration left = Duration.between(now, signature.getExpire());
    return left.isNegative()
        ? Duration.ZERO
        : TimeToLive.shorter(left, TimeToLive.of(signature.getOrigTTL()));
  }
}
