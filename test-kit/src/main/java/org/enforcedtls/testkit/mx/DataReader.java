package org.enforcedtls.testkit.mx;

import java.io.EOFException;
import java.io.IOException;

/**
 * Reads the content after DATA up to CR LF dot CR LF and nothing laxer, and takes doubled dots out
 * (RFC 5321 §4.5.2). For one thread.
 */
final class DataReader implements ContentReader {
  /** Where in a line end or a leading dot the last octet was. */
  private enum Place {
    LINE_START,
    IN_LINE,
    AFTER_CR,
    AFTER_DOT,
    AFTER_DOT_CR,
    ENDED
  }

  private final Channel channel;
  private final ContentRecord record;
  private Place place = Place.LINE_START;

  DataReader(Channel channel, ContentRecord record) {
    this.channel = channel;
    this.record = record;
  }

  @Override
  public void read(long octets) throws IOException {
    while (place != Place.ENDED && record.raw().sizeOctets() < octets) {
      int octet = channel.read();
      if (octet < 0) {
        throw new EOFException("the client ended the connection inside the content");
      }
      record.raw().add(octet);
      take(octet);
    }
  }

  private void take(int octet) {
    switch (place) {
      case LINE_START -> {
        if (octet == '.') {
          place = Place.AFTER_DOT;
        } else {
          keep(octet);
        }
      }
      case AFTER_DOT -> {
        if (octet == '\r') {
          place = Place.AFTER_DOT_CR;
        } else {
          keep(octet);
        }
      }
      case AFTER_DOT_CR -> {
        if (octet == '\n') {
          place = Place.ENDED;
        } else {
          keep('\r');
          keep(octet);
        }
      }
      case AFTER_CR -> {
        keep(octet);
        if (octet == '\n') {
          place = Place.LINE_START;
        }
      }
      case IN_LINE -> keep(octet);
      case ENDED -> throw new IllegalStateException("the content has ended");
    }
  }

  private void keep(int octet) {
    record.content().add(octet);
    place = octet == '\r' ? Place.AFTER_CR : Place.IN_LINE;
  }
}
