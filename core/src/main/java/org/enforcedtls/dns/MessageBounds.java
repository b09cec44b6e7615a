package org.enforcedtls.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * What a message may hold for its signatures to be checked. dnsjava bounds the work for each set of
 * records; a message of 64 KiB holds hundreds of sets, so what it holds is bounded as well
 * (CVE-2023-50387, CVE-2023-50868). All bounds are far above what honest zones have.
 */
final class MessageBounds {
  private static final int MAX_SIGNATURES = 64;
  private static final int MAX_KEYS = 32;
  private static final int MAX_KEYS_OF_ONE_TAG = 2;
  private static final int MAX_DELEGATION_SIGNERS = 16;
  private static final int MAX_NSEC3 = 16;

  private MessageBounds() {}

  /** The message without what nobody asked for, or why it is not looked at. */
  static Response hold(Response.Usable response) {
    Message message = response.message();
    withoutAdditional(message);
    int excess =
        excess(message, RRSIGRecord.class, MAX_SIGNATURES)
            + excess(message, DNSKEYRecord.class, MAX_KEYS)
            + excess(message, DSRecord.class, MAX_DELEGATION_SIGNERS)
            + excess(message, NSEC3Record.class, MAX_NSEC3);
    if (excess > 0) {
      return bogus("more signatures, keys or proofs than are looked at");
    }
    return keysOfOneTag(message) > MAX_KEYS_OF_ONE_TAG
        ? bogus("more keys of one tag than are looked at")
        : response;
  }

  private static Response.Failed bogus(String what) {
    return new Response.Failed(LookupFault.BOGUS, "DNSSEC: " + what);
  }

  /** It is of no use here, and could hold what looks like the reason of a validation. */
  private static void withoutAdditional(Message message) {
    for (Record record : List.copyOf(message.getSection(Section.ADDITIONAL))) {
      if (!(record instanceof OPTRecord)) {
        message.removeRecord(record, Section.ADDITIONAL);
      }
    }
  }

  private static int excess(Message message, Class<? extends Record> kind, int most) {
    long found = records(message).stream().filter(kind::isInstance).count();
    return found > most ? 1 : 0;
  }

  private static int keysOfOneTag(Message message) {
    Map<Integer, Integer> byTag = new HashMap<>();
    int most = 0;
    for (Record record : records(message)) {
      if (record instanceof DNSKEYRecord key) {
        most = Math.max(most, byTag.merge(key.getFootprint(), 1, Integer::sum));
      }
    }
    return most;
  }

  private static List<Record> records(Message message) {
    return Stream.of(Section.ANSWER, Section.AUTHORITY)
        .flatMap(section -> message.getSection(section).stream())
        .toList();
  }
}
