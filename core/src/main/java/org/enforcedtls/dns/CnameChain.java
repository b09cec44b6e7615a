package org.enforcedtls.dns;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * The way from the name asked for to the name that has the records (RFC 1034 §3.6.2). For one
 * look-up; its steps happen one after the other, on whichever threads.
 */
final class CnameChain {
  private static final int MAX_LINKS = 16;

  private final Name start;
  private final Set<Name> names = new LinkedHashSet<>();
  private Name end;
  private Duration timeToLive = Response.Usable.NO_LIMIT;
  private DnssecState dnssec = DnssecState.SECURE;

  CnameChain(Name start) {
    this.start = start;
    names.add(start);
    end = start;
  }

  /**
   * Goes on along the CNAMEs of an answer, as far as they lead.
   *
   * @return what is wrong with the chain; empty if nothing is
   */
  Optional<Response.Failed> follow(Response.Usable response) {
    Message message = response.message();
    stay(response);
    List<Name> targets = RecordKind.CNAME.read(message, end);
    while (!targets.isEmpty()) {
      if (targets.size() > 1) {
        return failed(LookupFault.MALFORMED, end + " has several CNAME records");
      }
      timeToLive = timeToLiveWith(RecordKind.CNAME.timeToLive(message, end));
      Name target = targets.get(0);
      if (!names.add(target)) {
        return failed(LookupFault.CNAME_LOOP, "the CNAME of " + end + " leads back to " + target);
      }
      if (names.size() > MAX_LINKS + 1) {
        return failed(LookupFault.CNAME_LOOP, "more than 16 CNAMEs, the last of " + end);
      }
      end = target;
      targets = RecordKind.CNAME.read(message, end);
    }
    return Optional.empty();
  }

  /** Takes an answer about the name where the chain is now, and goes nowhere. */
  void stay(Response.Usable response) {
    dnssec = dnssec.weaker(response.dnssec());
    timeToLive = timeToLiveWith(response.limit());
  }

  private static Optional<Response.Failed> failed(LookupFault fault, String detail) {
    return Optional.of(new Response.Failed(fault, detail));
  }

  /** The weakest state of all answers so far: a chain is as strong as its weakest link. */
  DnssecState dnssec() {
    return dnssec;
  }

  Name start() {
    return start;
  }

  Name end() {
    return end;
  }

  /** How long what was found at the end may be used: no link of the chain may have expired. */
  Duration timeToLiveWith(Duration atEnd) {
    return TimeToLive.shorter(timeToLive, atEnd);
  }
}
