package org.enforcedtls.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A type of record: how to ask for it, and how to read it.
 *
 * @param <R> the record in dnsjava
 * @param <T> what a caller gets
 */
record RecordKind<R extends Record, T>(int type, Class<R> form, Function<R, T> value) {
  /** More than any sane domain has; a bound for the work that a hostile one can cause. */
  private static final int MAX_RECORDS = 100;

  static final RecordKind<MXRecord, MxRecord> MX =
      new RecordKind<>(Type.MX, MXRecord.class, RecordKind::mx);
  static final RecordKind<ARecord, InetAddress> A =
      new RecordKind<>(Type.A, ARecord.class, record -> nameless(record.getAddress()));
  static final RecordKind<AAAARecord, InetAddress> AAAA =
      new RecordKind<>(Type.AAAA, AAAARecord.class, record -> nameless(record.getAddress()));

  static final RecordKind<TXTRecord, TxtRecord> TXT =
      new RecordKind<>(Type.TXT, TXTRecord.class, RecordKind::txt);
  static final RecordKind<TLSARecord, TlsaRecord> TLSA =
      new RecordKind<>(Type.TLSA, TLSARecord.class, RecordKind::tlsa);

  static final RecordKind<PTRRecord, PtrRecord> PTR =
      new RecordKind<>(Type.PTR, PTRRecord.class, RecordKind::ptr);

  /** A link of a chain that is followed. */
  static final RecordKind<CNAMERecord, Name> CNAME =
      new RecordKind<>(Type.CNAME, CNAMERecord.class, CNAMERecord::getTarget);

  /** The same record, asked for by itself. */
  static final RecordKind<CNAMERecord, CnameRecord> ALIAS =
      new RecordKind<>(Type.CNAME, CNAMERecord.class, RecordKind::alias);

  Record question(Name name) {
    return Record.newRecord(name, type, DClass.IN);
  }

  /** What the answer section says about an owner; at most 100, without repetitions. */
  List<T> read(Message message, Name owner) {
    return at(owner, message).map(value).distinct().limit(MAX_RECORDS).toList();
  }

  /** The least time to live of an owner's records in the answer section. */
  Duration timeToLive(Message message, Name owner) {
    return at(owner, message)
        .map(record -> TimeToLive.of(record.getTTL()))
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private Stream<R> at(Name owner, Message message) {
    return message.getSection(Section.ANSWER).stream()
        .filter(record -> record.getDClass() == DClass.IN && record.getName().equals(owner))
        .filter(form::isInstance)
        .map(form::cast);
  }

  /** Whether the names that lead to such records are not those of hosts (RFC 2317 §4). */
  boolean isAtAnyName() {
    return type == Type.PTR;
  }

  /** Whether a CNAME in the answer leads on to the records, and is not the record itself. */
  boolean isBehindAliases() {
    return type != Type.CNAME;
  }

  private static CnameRecord alias(CNAMERecord record) {
    return new CnameRecord(record.getTarget().toString(true));
  }

  private static PtrRecord ptr(PTRRecord record) {
    return new PtrRecord(record.getTarget().toString(true));
  }

  private static MxRecord mx(MXRecord record) {
    return new MxRecord(record.getPriority(), record.getTarget().toString(true));
  }

  private static TxtRecord txt(TXTRecord record) {
    StringBuilder text = new StringBuilder();
    for (byte[] part : record.getStringsAsByteArrays()) {
      text.append(new String(part, StandardCharsets.ISO_8859_1));
    }
    return new TxtRecord(text.toString());
  }

  private static TlsaRecord tlsa(TLSARecord record) {
    return TlsaRecord.of(
        record.getCertificateUsage(),
        record.getSelector(),
        record.getMatchingType(),
        record.getCertificateAssociationData());
  }

  /** Takes off the name that dnsjava attaches: it would look as if somebody had verified it. */
  private static InetAddress nameless(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException wrongLength) {
      throw new AssertionError(wrongLength);
    }
  }
}
