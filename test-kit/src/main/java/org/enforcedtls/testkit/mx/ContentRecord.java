package org.enforcedtls.testkit.mx;

/**
 * The content of one message. Immutable, but what it holds grows.
 *
 * @param content without doubled dots
 * @param raw as on the wire
 */
record ContentRecord(OctetRecord content, OctetRecord raw) {
  static ContentRecord upTo(long limitOctets) {
    return new ContentRecord(new OctetRecord(limitOctets), new OctetRecord(limitOctets));
  }
}
