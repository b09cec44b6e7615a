package org.enforcedtls.testkit.dns;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.enforcedtls.testkit.dns.DnsQuery.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** From the octets of a query to those of an answer. Safe for use by several threads at once. */
final class Responder {
  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

  /** RFC 1035 §4.2.1: what fits into a datagram unless the client says more by EDNS. */
  private static final int PLAIN_DATAGRAM_OCTETS = 512;

  private static final int MAX_OCTETS = 65535;
  private static final int NEGATIVE_TTL_SECONDS = 300;

  private final Zone zone;
  private volatile @Nullable Signer signer;
  private final List<DnsQuery> queries = new CopyOnWriteArrayList<>();

  Responder(Zone zone) {
    this.zone = zone;
  }

  void signBy(Signer signs) {
    signer = signs;
  }

  List<DnsQuery> queries() {
    return List.copyOf(queries);
  }

  /** Empty if nothing is to be sent. */
  Optional<byte[]> respond(byte[] octets, Transport transport) {
    Message query;
    try {
      query = new Message(octets);
    } catch (IOException e) {
      LOG.debug("ignored {} octets that are no DNS message", octets.length, e);
      return Optional.empty();
    }
    if (query.getHeader().getFlag(Flags.QR)) {
      return Optional.empty();
    }
    Record question = query.getQuestion();
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      return Optional.of(failure(query, Rcode.NOTIMP).toWire());
    }
    if (question == null || query.getHeader().getCount(Section.QUESTION) != 1) {
      return Optional.of(failure(query, Rcode.FORMERR).toWire());
    }
    queries.add(
        new DnsQuery(
            question.getName().toString(true).toLowerCase(Locale.ROOT),
            Type.string(question.getType()),
            transport));
    return answer(query, question, transport);
  }

  private Optional<byte[]> answer(Message query, Record question, Transport transport) {
    Zone.Answer answer = zone.answer(question.getName(), question.getType());
    DnsBehaviour behaviour = answer.behaviour();
    if (behaviour == DnsBehaviour.TIMEOUT) {
      return Optional.empty();
    }
    if (behaviour == DnsBehaviour.SERVFAIL) {
      return Optional.of(failure(query, Rcode.SERVFAIL).toWire());
    }
    if (behaviour == DnsBehaviour.REFUSED) {
      return Optional.of(failure(query, Rcode.REFUSED).toWire());
    }
    Signer signs = signer;
    if (signs != null && signs.isRefused(query, answer)) {
      return Optional.of(bogus(query).toWire());
    }
    Message message = authoritative(query, answer, signs);
    if (behaviour == DnsBehaviour.TRUNCATED && transport == Transport.UDP) {
      message.removeAllRecords(Section.ANSWER);
      message.getHeader().setFlag(Flags.TC);
    }
    byte[] octets = message.toWire(limit(query, transport));
    if (behaviour == DnsBehaviour.MALFORMED) {
      return Optional.of(cutShort(octets));
    }
    if (behaviour == DnsBehaviour.WRONG_ID) {
      octets[1] ^= 1;
    }
    return Optional.of(octets);
  }

  private static Message authoritative(Message query, Zone.Answer answer, @Nullable Signer signs) {
    Message message = reply(query);
    message.getHeader().setFlag(Flags.AA);
    if (answer.existence() == Zone.Existence.NO_NAME) {
      message.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    answer.records().forEach(found -> message.addRecord(found, Section.ANSWER));
    if (signs != null) {
      signs.complete(message, query, answer);
    } else if (answer.existence() != Zone.Existence.FOUND) {
      message.addRecord(authority(), Section.AUTHORITY);
    }
    return message;
  }

  /** What a validating resolver says instead (RFC 4035 §5.5, RFC 8914 §4.7). */
  private static Message bogus(Message query) {
    Message message = failure(query, Rcode.SERVFAIL);
    if (query.getOPT() != null) {
      message.removeAllRecords(Section.ADDITIONAL);
      message.addRecord(
          new OPTRecord(
              MAX_OCTETS,
              0,
              0,
              0,
              List.of(new ExtendedErrorCodeOption(ExtendedErrorCodeOption.DNSSEC_BOGUS))),
          Section.ADDITIONAL);
    }
    return message;
  }

  private static Message failure(Message query, int rcode) {
    Message message = reply(query);
    message.getHeader().setRcode(rcode);
    return message;
  }

  private static Message reply(Message query) {
    Message message = new Message(query.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setOpcode(query.getHeader().getOpcode());
    if (query.getHeader().getFlag(Flags.RD)) {
      message.getHeader().setFlag(Flags.RD);
      message.getHeader().setFlag(Flags.RA);
    }
    Record question = query.getQuestion();
    if (question != null) {
      message.addRecord(question, Section.QUESTION);
    }
    if (query.getOPT() != null) {
      int flags = Signer.wantsSignatures(query) ? ExtendedFlags.DO : 0;
      message.addRecord(new OPTRecord(MAX_OCTETS, 0, 0, flags), Section.ADDITIONAL);
    }
    return message;
  }

  /** RFC 2308 §3: a negative answer carries the SOA of its zone, here the root. */
  private static Record authority() {
    return new SOARecord(
        Name.root,
        DClass.IN,
        NEGATIVE_TTL_SECONDS,
        Name.root,
        Name.root,
        1,
        3600,
        600,
        86400,
        NEGATIVE_TTL_SECONDS);
  }

  private static int limit(Message query, Transport transport) {
    if (transport == Transport.TCP) {
      return MAX_OCTETS;
    }
    OPTRecord edns = query.getOPT();
    return edns == null
        ? PLAIN_DATAGRAM_OCTETS
        : Math.max(edns.getPayloadSize(), PLAIN_DATAGRAM_OCTETS);
  }

  /** Promises one record more than there is, and ends in its owner name. */
  private static byte[] cutShort(byte[] octets) {
    byte[] broken = Arrays.copyOf(octets, octets.length + 1);
    broken[broken.length - 1] = 63;
    int additional = 11;
    broken[additional]++;
    return broken;
  }
}
