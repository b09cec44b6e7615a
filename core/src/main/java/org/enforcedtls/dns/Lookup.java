package org.enforcedtls.dns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.time.Deadline;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Finds the records of one type at the end of a CNAME chain, with as many queries as it takes.
 * Never blocks. Safe for use by several threads at once.
 *
 * @param <T> what a record holds
 */
final class Lookup<T> {
  private final Questions questions;
  private final RecordKind<?, T> kind;
  private final Duration totalTimeout;

  Lookup(Questions questions, RecordKind<?, T> kind, Duration totalTimeout) {
    this.questions = questions;
    this.kind = kind;
    this.totalTimeout = totalTimeout;
  }

  /** Finds what is at an absolute name, so that no search list can apply. */
  CompletableFuture<DnsAnswer<T>> find(Name name) {
    return from(new CnameChain(name), Deadline.in(totalTimeout));
  }

  private CompletableFuture<DnsAnswer<T>> from(CnameChain chain, Deadline deadline) {
    return questions
        .ask(kind.question(chain.end()), deadline)
        .thenCompose(
            response -> {
              Optional<DnsAnswer<T>> answer =
                  response instanceof Response.Usable usable
                      ? conclude(usable, chain)
                      : Optional.of(failed((Response.Failed) response, chain.end()));
              return answer
                  .map(CompletableFuture::completedFuture)
                  .orElseGet(() -> from(chain, deadline));
            });
  }

  /** What a message means; empty if it only leads to another name. */
  private Optional<DnsAnswer<T>> conclude(Response.Usable response, CnameChain chain) {
    Name asked = chain.end();
    Message message = response.message();
    if (kind.isBehindAliases()) {
      Optional<Response.Failed> broken = chain.follow(response);
      if (broken.isPresent()) {
        return broken.map(failed -> failed(failed, asked));
      }
    } else {
      chain.stay(response);
    }
    List<T> records = kind.read(message, chain.end());
    if (message.getRcode() == Rcode.NXDOMAIN) {
      return Optional.of(
          records.isEmpty()
              ? nameNotFound(message, chain)
              : malformed("NXDOMAIN and records", asked));
    }
    return records.isEmpty()
        ? noRecords(message, chain, asked)
        : Optional.of(found(records, message, chain));
  }

  private Optional<DnsAnswer<T>> noRecords(Message message, CnameChain chain, Name asked) {
    Optional<Duration> denial = TimeToLive.ofDenial(message, chain.end());
    if (denial.isEmpty() && !chain.end().equals(asked)) {
      return Optional.empty();
    }
    if (denial.isEmpty() && isReferral(message)) {
      String detail = "the resolver only refers to other servers";
      return Optional.of(failed(new Response.Failed(LookupFault.REFUSED, detail), asked));
    }
    Duration timeToLive = chain.timeToLiveWith(denial.orElse(Duration.ZERO));
    return Optional.of(new DnsAnswer.NoRecords<>(chain.dnssec(), timeToLive));
  }

  /** RFC 2308 §2.2: with NS records and without SOA record it is no denial. */
  private static boolean isReferral(Message message) {
    return message.getSection(Section.AUTHORITY).stream().anyMatch(NSRecord.class::isInstance);
  }

  /** RFC 6604 §3: the rcode speaks of the end of the chain. */
  private DnsAnswer<T> nameNotFound(Message message, CnameChain chain) {
    Duration denial = TimeToLive.ofDenial(message, chain.end()).orElse(Duration.ZERO);
    return new DnsAnswer.NameNotFound<>(chain.dnssec(), chain.timeToLiveWith(denial));
  }

  private DnsAnswer<T> found(List<T> records, Message message, CnameChain chain) {
    Duration timeToLive = chain.timeToLiveWith(kind.timeToLive(message, chain.end()));
    try {
      Name named = kind.isAtAnyName() ? chain.start() : chain.end();
      Domain owner = Domain.of(named.toString());
      return new DnsAnswer.Records<>(records, owner, chain.dnssec(), timeToLive, List.of());
    } catch (IllegalArgumentException noHostName) {
      return malformed("its CNAMEs lead to what is no host name", chain.end());
    }
  }

  private DnsAnswer<T> malformed(String detail, Name name) {
    return failed(new Response.Failed(LookupFault.MALFORMED, detail), name);
  }

  private DnsAnswer<T> failed(Response.Failed failed, Name name) {
    String text = Type.string(kind.type()) + " of " + name.toString(true) + ": " + failed.detail();
    return new DnsAnswer.LookupFailed<>(
        failed.fault(), ForeignText.of(text), failed.extendedErrors());
  }
}
