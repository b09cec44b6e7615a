package org.enforcedtls.dns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * The keys, or the digests of keys, from which signatures of the DNS are checked: normally those of
 * the root. Immutable.
 *
 * <p>Keys of the root change every few years, announced long before. The anchors in this library
 * are as of its release; a file replaces them. They are not followed automatically: a program that
 * changes its own anchors needs a store and a clock that nobody can turn back.
 */
public final class DnssecAnchors {
  private static final String IANA = "root-anchors.txt";

  private final String origin;
  private final List<Record> records;

  DnssecAnchors(String origin, List<Record> records) {
    this.origin = origin;
    this.records = List.copyOf(records);
  }

  /**
   * The anchors of the root, as IANA publishes them; the file in this library names source and
   * date.
   *
   * @return KSK-2017 and KSK-2024
   */
  public static DnssecAnchors iana() {
    try (InputStream in =
        Objects.requireNonNull(DnssecAnchors.class.getResourceAsStream(IANA), IANA)) {
      return parse(IANA, new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file of DS and DNSKEY records in zone file form, as {@code dsset-} files of BIND and
   * {@code root.key} of Unbound hold them: a record a line, comments behind a semicolon.
   *
   * @param file at most 64 KiB
   * @return the anchors
   * @throws IOException if the file cannot be read, is malformed (the message says the line, what
   *     was expected and what was found) or has no record
   */
  public static DnssecAnchors fromFile(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(DnssecAnchorParser.MAX_OCTETS + 1);
      if (octets.length > DnssecAnchorParser.MAX_OCTETS) {
        throw new IOException(
            name + ": expected at most " + DnssecAnchorParser.MAX_OCTETS + " octets, found more");
      }
      return parse(name, new String(octets, StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * Reads the same from a text.
   *
   * @param origin what to call it in messages
   * @param text DS and DNSKEY records in zone file form
   * @return the anchors
   * @throws IOException as {@link #fromFile} does
   */
  public static DnssecAnchors parse(String origin, String text) throws IOException {
    return new DnssecAnchors(origin, new DnssecAnchorParser(origin, text).records());
  }

  /** Whether signatures of a name lead to one of these. */
  boolean cover(Name name) {
    return records.stream().anyMatch(anchor -> name.subdomain(anchor.getName()));
  }

  /** As dnsjava reads them. */
  InputStream asZoneFile() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Record anchor : records) {
      out.writeBytes((anchor + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return new ByteArrayInputStream(out.toByteArray());
  }

  /** How many there are, and from where. */
  @Override
  public String toString() {
    return records.size() + " trust anchors of " + origin;
  }
}
