package org.enforcedtls.testkit.mx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What went over one connection: SMTP octets, each marked as clear or inside TLS, and beneath them
 * the octets of TCP. Keeps the first octets up to a limit and counts all. Safe for use by several
 * threads at once.
 */
public final class WireLog {
  private final List<Piece> pieces = new ArrayList<>();
  private final OctetRecord received;
  private final OctetRecord sent;
  private final long limitOctets;
  private long keptOctets;

  WireLog(long limitOctets) {
    this.limitOctets = limitOctets;
    this.received = new OctetRecord(limitOctets);
    this.sent = new OctetRecord(limitOctets);
  }

  private record Piece(Direction direction, Protection protection, ByteArrayOutputStream octets) {}

  /**
   * Octets of SMTP that went one way before any went the other, all clear or all inside TLS.
   * Immutable.
   *
   * @param direction which way
   * @param protection clear or TLS
   * @param text the octets as ISO-8859-1, a character each
   */
  public record Entry(Direction direction, Protection protection, String text) {}

  synchronized void dialogue(Direction direction, Protection protection, byte[] octets) {
    int fitting = (int) Math.min(octets.length, limitOctets - keptOctets);
    keptOctets += fitting;
    Piece piece = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (piece == null || piece.direction() != direction || piece.protection() != protection) {
      piece = new Piece(direction, protection, new ByteArrayOutputStream());
      pieces.add(piece);
    }
    piece.octets().write(octets, 0, fitting);
  }

  OctetRecord tcp(Direction direction) {
    return direction == Direction.SENT ? sent : received;
  }

  /**
   * The dialogue in order.
   *
   * @return what was there at the time of the call
   */
  public synchronized List<Entry> entries() {
    return pieces.stream()
        .map(piece -> new Entry(piece.direction(), piece.protection(), text(piece)))
        .toList();
  }

  private static String text(Piece piece) {
    return piece.octets().toString(StandardCharsets.ISO_8859_1);
  }

  /**
   * All SMTP octets of one way and one protection, joined.
   *
   * @param direction which way
   * @param protection clear or TLS
   * @return as ISO-8859-1, a character per octet
   */
  public synchronized String text(Direction direction, Protection protection) {
    StringBuilder joined = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.direction() == direction && piece.protection() == protection) {
        joined.append(text(piece));
      }
    }
    return joined.toString();
  }

  /**
   * The octets of TCP, TLS records and all: what an eavesdropper has.
   *
   * @param direction which way
   * @return a copy of the first of them, up to the limit of the server
   */
  public byte[] tcpOctets(Direction direction) {
    return tcp(direction).kept();
  }

  /**
   * How many octets of TCP there were.
   *
   * @param direction which way
   * @return all, kept or not
   */
  public long tcpSizeOctets(Direction direction) {
    return tcp(direction).sizeOctets();
  }

  /** The dialogue, a line each, for the message of a failed assertion. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries()) {
      String mark =
          (entry.direction() == Direction.SENT ? "S" : "C")
              + (entry.protection() == Protection.TLS ? "* " : ": ");
      entry.text().lines().forEach(line -> text.append(mark).append(line).append('\n'));
    }
    return text.toString();
  }
}
