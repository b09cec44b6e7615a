package org.enforcedtls.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Reads DS and DNSKEY records, one a line: owner, time to live and class or neither, type, data.
 *
 * <p>Not dnsjava's reader of zone files, which obeys {@code $INCLUDE} and takes records of any
 * type, and would leave a file of no use without a word.
 */
final class DnssecAnchorParser {
  static final int MAX_OCTETS = 64 * 1024;

  /** RFC 8624 §3.3: SHA-1 is no longer to be relied on, and those of GOST never were. */
  private static final List<Integer> DIGEST_OCTETS = List.of(0, 0, 32, 0, 48);

  private static final Pattern SPACE = Pattern.compile("[ \\t\\r]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

  private final String origin;
  private final String text;

  DnssecAnchorParser(String origin, String text) {
    this.origin = origin;
    this.text = text;
  }

  List<Record> records() throws IOException {
    List<Record> records = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].split(";", 2)[0].strip();
      if (!line.isEmpty()) {
        records.add(record(line, i + 1));
      }
    }
    if (records.isEmpty()) {
      throw new IOException(origin + ": expected at least one DS or DNSKEY record, found none");
    }
    return records;
  }

  private Record record(String line, int number) throws IOException {
    String[] words = SPACE.split(line);
    int at = 1;
    if (at < words.length && NUMBER.matcher(words[at]).matches()) {
      at++;
    }
    if (at < words.length && words[at].equalsIgnoreCase("IN")) {
      at++;
    }
    String type = at < words.length ? words[at].toUpperCase(Locale.ROOT) : "";
    if (!type.equals("DS") && !type.equals("DNSKEY")) {
      throw malformed(number, "OWNER [TTL] [IN] DS or DNSKEY", line);
    }
    String data = String.join(" ", List.of(words).subList(at + 1, words.length));
    try {
      Name owner = Name.fromString(words[0], Name.root);
      Record record = Record.fromString(owner, Type.value(type), DClass.IN, 0, data, Name.root);
      requireUsable(record, number, line);
      return record;
    } catch (TextParseException | IllegalArgumentException e) {
      throw malformed(number, "the data of a " + type + " record", line);
    }
  }

  /** An anchor that no chain can ever start from would make all the world bogus, or insecure. */
  private void requireUsable(Record record, int number, String line) throws IOException {
    if (record instanceof DSRecord ds) {
      int kind = ds.getDigestID();
      int octets = kind < DIGEST_OCTETS.size() ? DIGEST_OCTETS.get(kind) : 0;
      if (octets == 0 || ds.getDigest().length != octets) {
        throw malformed(number, "a SHA-256 or SHA-384 digest (type 2 or 4)", line);
      }
    } else if (record instanceof DNSKEYRecord key) {
      requireZoneKey(key, number, line);
    }
  }

  private void requireZoneKey(DNSKEYRecord key, int number, String line) throws IOException {
    boolean isZoneKey = (key.getFlags() & DNSKEYRecord.Flags.ZONE_KEY) != 0;
    boolean isRevoked = (key.getFlags() & DNSKEYRecord.Flags.REVOKE) != 0;
    if (!isZoneKey || isRevoked || key.getProtocol() != DNSKEYRecord.Protocol.DNSSEC) {
      throw malformed(number, "a zone key that is not revoked, of protocol 3", line);
    }
    try {
      key.getPublicKey();
    } catch (DNSSEC.DNSSECException | RuntimeException e) {
      // dnsjava throws the second for a key without octets, and for some that are malformed.
      throw malformed(number, "a public key of a known algorithm", line);
    }
  }

  private IOException malformed(int number, String expected, String found) {
    return new IOException(
        origin + ":" + number + ": expected " + expected + ", found " + ForeignText.quoted(found));
  }
}
